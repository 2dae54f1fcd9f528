// node server.mjs [KEY.pem CERT.pem]: the test service on @grpc/grpc-js. Prints its port, serves until stdin closes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import * as grpc from '@grpc/grpc-js';
import { testing } from './proto.mjs';

const cameCompressed = Symbol('cameCompressed');
const sendCompressed = Symbol('sendCompressed');
installCompression();

const service = withFlags(testing.TestService.service);
const server = new grpc.Server();
server.addService(service, {
  EmptyCall(call, callback) {
    callback(null, {}, echo(call));
  },

  UnaryCall(call, callback) {
    const request = call.request;
    const wrong = checkCompression(request) ?? askedStatus(request);
    const trailers = echo(call, request.response_compressed?.value);
    if (wrong) callback({ ...wrong, metadata: trailers });
    else callback(null, answer(request.response_size, request.response_compressed?.value), trailers);
  },

  async StreamingOutputCall(call) {
    const trailers = echo(call, call.request.response_parameters.some((p) => p.compressed?.value));
    await writeAll(call, call.request);
    const wrong = askedStatus(call.request);
    if (wrong) call.emit('error', wrong);
    else call.end(trailers);
  },

  StreamingInputCall(call, callback) {
    const trailers = echo(call);
    let size = 0;
    let wrong = null;
    call.on('data', (request) => {
      wrong ??= checkCompression(request);
      size += request.payload.body.length;
    });
    call.on('end', () => (wrong ? callback(wrong) : callback(null, { aggregated_payload_size: size }, trailers)));
    call.on('error', () => {});
  },

  FullDuplexCall(call) {
    const trailers = echo(call);
    let work = Promise.resolve();
    call.on('data', (request) => {
      work = work.then(async () => {
        await writeAll(call, request);
        const wrong = askedStatus(request);
        if (wrong) call.emit('error', wrong);
      });
    });
    call.on('end', () => work.then(() => call.end(trailers)));
    call.on('error', () => {});
  },
});

const [keyFile, certFile] = process.argv.slice(2);
const credentials = keyFile
  ? grpc.ServerCredentials.createSsl(null, [{ private_key: readFileSync(keyFile), cert_chain: readFileSync(certFile) }])
  : grpc.ServerCredentials.createInsecure();
server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
  if (error) throw error;
  console.log(port);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

function answer(bytes, compressed) {
  return { payload: { body: Buffer.alloc(bytes) }, [sendCompressed]: compressed === true };
}

async function writeAll(call, request) {
  for (const { size, interval_us, compressed } of request.response_parameters) {
    if (interval_us > 0) await new Promise((resolve) => setTimeout(resolve, interval_us / 1000));
    call.write(answer(size, compressed?.value));
  }
}

function echo(call, compressed) {
  const headers = new grpc.Metadata();
  const trailers = new grpc.Metadata();
  for (const value of call.metadata.get('x-grpc-test-echo-initial')) headers.add('x-grpc-test-echo-initial', value);
  for (const value of call.metadata.get('x-grpc-test-echo-trailing-bin')) trailers.add('x-grpc-test-echo-trailing-bin', value);
  if (compressed) headers.set('grpc-encoding', 'gzip');
  call.sendMetadata(headers);
  return trailers;
}

function checkCompression(request) {
  const expected = request.expect_compressed;
  if (!expected || expected.value === request[cameCompressed]) return null;
  return { code: grpc.status.INVALID_ARGUMENT, details: 'the message was not as compressed as expected' };
}

function askedStatus({ response_status: status }) {
  return status?.code ? { code: status.code, details: status.message } : null;
}

// grpc-js tells handlers nothing about compression and cannot compress responses itself, so note the flag of each
// request on its message, and compress the responses that are marked.
function installCompression() {
  const require = createRequire(import.meta.url);
  const { BaseServerInterceptingCall } = require('@grpc/grpc-js/build/src/server-interceptors.js');
  const prototype = BaseServerInterceptingCall.prototype;
  const decompress = prototype.decompressMessage;
  prototype.decompressMessage = async function (message, encoding) {
    const bytes = await decompress.call(this, message, encoding);
    bytes[cameCompressed] = message[0] === 1;
    return bytes;
  };
  const serialize = prototype.serializeMessage;
  prototype.serializeMessage = function (value) {
    const plain = serialize.call(this, value);
    if (!value[sendCompressed]) return plain;
    const payload = gzipSync(plain.subarray(5));
    const header = Buffer.from([1, 0, 0, 0, 0]);
    header.writeUInt32BE(payload.length, 1);
    return Buffer.concat([header, payload]);
  };
}

function withFlags(definition) {
  const methods = Object.entries(definition).map(([name, method]) => [name, {
    ...method,
    requestDeserialize: (bytes) => Object.assign(method.requestDeserialize(bytes), { [cameCompressed]: bytes[cameCompressed] }),
  }]);
  return Object.fromEntries(methods);
}
