// node web.mjs ADDRESS: gRPC-Web over HTTP/1.1 with nothing but fetch: unary and server streaming in both content
// types, a failing call, and base64 cut into pieces; the exit code is the number of cases that failed.
import assert from 'node:assert/strict';
import { definition } from './proto.mjs';

const address = process.argv[2].replace(/\/$/, '');
const methods = definition['grpc.testing.TestService'];
const sizes = [31415, 9, 2653, 58979];

function frame(payload) {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(payload.length, 1);
  return Buffer.concat([header, payload]);
}

// Padding may stand after any group of four characters, so decode group by group.
function fromBase64(text) {
  return Buffer.concat(text.match(/.{4}/gs)?.map((group) => Buffer.from(group, 'base64')) ?? []);
}

function parse(body, method) {
  const messages = [];
  const trailers = new Map();
  for (let rest = body; rest.length > 0;) {
    const length = rest.readUInt32BE(1);
    const payload = rest.subarray(5, 5 + length);
    assert.equal(payload.length, length, 'frame is complete');
    if (rest[0] & 0x80) {
      for (const line of payload.toString('ascii').split('\r\n').filter(Boolean)) {
        const colon = line.indexOf(':');
        trailers.set(line.slice(0, colon), line.slice(colon + 1).trim());
      }
    } else {
      messages.push(method.responseDeserialize(payload));
    }
    rest = rest.subarray(5 + length);
  }
  return { messages, trailers };
}

async function call(name, request, { text = false, base64 = (bytes) => bytes.toString('base64') } = {}) {
  const method = methods[name];
  const type = text ? 'application/grpc-web-text' : 'application/grpc-web+proto';
  const body = frame(method.requestSerialize(request));
  const response = await fetch(address + method.path, {
    method: 'POST',
    headers: { 'content-type': type, 'x-grpc-web': '1' },
    body: text ? base64(body) : body,
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), type);
  const bytes = Buffer.from(await response.arrayBuffer());
  const { messages, trailers } = parse(text ? fromBase64(bytes.toString('ascii')) : bytes, method);
  const status = trailers.get('grpc-status') ?? response.headers.get('grpc-status');
  const message = trailers.get('grpc-message') ?? response.headers.get('grpc-message');
  return { messages, status, message: message === null ? null : decodeURIComponent(message ?? '') };
}

const cases = {};
for (const text of [false, true]) {
  const form = text ? 'text' : 'binary';
  cases[`unary ${form}`] = async () => {
    const { messages, status } = await call('UnaryCall', { response_size: 314159, payload: { body: Buffer.alloc(271828) } }, { text });
    assert.equal(status, '0');
    assert.deepEqual(messages.map((m) => m.payload.body.length), [314159]);
  };
  cases[`server streaming ${form}`] = async () => {
    const { messages, status } = await call('StreamingOutputCall', { response_parameters: sizes.map((size) => ({ size })) }, { text });
    assert.equal(status, '0');
    assert.deepEqual(messages.map((m) => m.payload.body.length), sizes);
  };
  cases[`failing call ${form}`] = async () => {
    const { status, message } = await call('UnaryCall', { response_status: { code: 2, message: 'no ☺' } }, { text });
    assert.deepEqual([status, message], ['2', 'no ☺']);
  };
}

cases['base64 cut at every offset'] = async () => {
  const body = { payload: { body: Buffer.from('x') }, response_size: 3 };
  const length = frame(methods.UnaryCall.requestSerialize(body)).length;
  for (let cut = 1; cut < length; cut++) {
    const pieces = (bytes) => bytes.subarray(0, cut).toString('base64') + bytes.subarray(cut).toString('base64');
    const { messages, status } = await call('UnaryCall', body, { text: true, base64: pieces });
    assert.equal(status, '0', `cut at ${cut}`);
    assert.equal(messages[0].payload.body.length, 3);
  }
};

cases['bad base64 is refused'] = async () => {
  const { status } = await call('UnaryCall', {}, { text: true, base64: () => '!!!!' });
  assert.equal(status, '13');
};

cases['a foreign origin is not allowed'] = async () => {
  const preflight = (origin) => fetch(address + methods.UnaryCall.path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-grpc-web' },
  });
  assert.equal((await preflight('https://console.example')).headers.get('access-control-allow-origin'), 'https://console.example');
  assert.equal((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin'), null);
};

let failures = 0;
for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`passed ${name}`);
  } catch (e) {
    failures++;
    console.log(`failed ${name}: ${e.message.replaceAll('\n', ' ')}`);
  }
}
process.exit(failures);
