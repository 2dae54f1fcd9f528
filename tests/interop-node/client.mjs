// node client.mjs ADDRESS [CA.pem]: runs the 18 cases against a server; the exit code is the number that failed.
import { readFileSync } from 'node:fs';
import * as grpc from '@grpc/grpc-js';
import { Cases, caseNames } from './cases.mjs';

const [address, caFile] = process.argv.slice(2);
const credentials = caFile ? grpc.credentials.createSsl(readFileSync(caFile)) : grpc.credentials.createInsecure();
const options = caFile ? { 'grpc.ssl_target_name_override': 'localhost', 'grpc.default_authority': 'localhost' } : {};
const cases = new Cases(address, credentials, options);

const limit = (ms) => new Promise((_, reject) => {
  setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
});

let failures = 0;
for (const name of caseNames) {
  try {
    await Promise.race([cases[name](), limit(20000)]);
    console.log(`passed ${name}`);
  } catch (e) {
    failures++;
    console.log(`failed ${name}: ${e.message.replaceAll('\n', ' ')}`);
  }
}
cases.close();
process.exit(failures);
