// The client side of the 18 interoperability cases that need no cloud, on @grpc/grpc-js.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as grpc from '@grpc/grpc-js';
import { testing } from './proto.mjs';

// Whether a response came compressed is not shown to callers, so look at the flag where the library inflates.
const { CompressionFilter } = createRequire(import.meta.url)('@grpc/grpc-js/build/src/compression-filter.js');
const receiveMessage = CompressionFilter.prototype.receiveMessage;
let inflated = 0;
CompressionFilter.prototype.receiveMessage = async function (message) {
  const frame = await message;
  if (frame[0] === 1) inflated++;
  return receiveMessage.call(this, frame);
};

const largeRequest = 271828;
const largeResponse = 314159;
const requestSizes = [27182, 8, 1828, 45904];
const responseSizes = [31415, 9, 2653, 58979];
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const zeros = (bytes) => ({ body: Buffer.alloc(bytes) });
const noCompress = grpc.writeFlags?.NoCompress ?? 2;

export class Cases {
  constructor(address, credentials, options) {
    this.plain = new testing.TestService(address, credentials, options);
    this.gzip = new testing.TestService(address, credentials, { ...options, 'grpc.default_compression_algorithm': 2 });
    this.unimplemented = new testing.UnimplementedService(address, credentials, options);
  }

  close() {
    for (const client of [this.plain, this.gzip, this.unimplemented]) client.close();
  }

  async empty_unary() {
    assert.deepEqual(await unary(this.plain, 'EmptyCall', {}), {});
  }

  async large_unary() {
    const response = await unary(this.plain, 'UnaryCall', { response_size: largeResponse, payload: zeros(largeRequest) });
    assert.equal(response.payload.body.length, largeResponse);
  }

  async client_streaming() {
    const response = await clientStreaming(this.plain, (call) => {
      for (const size of requestSizes) call.write({ payload: zeros(size) });
      call.end();
    });
    assert.equal(response.aggregated_payload_size, sum(requestSizes));
  }

  async server_streaming() {
    const call = this.plain.StreamingOutputCall({ response_parameters: responseSizes.map((size) => ({ size })) });
    const responses = await readAll(call);
    assert.deepEqual(responses.map((r) => r.payload.body.length), responseSizes);
  }

  async ping_pong() {
    const call = this.plain.FullDuplexCall();
    const status = statusOf(call);
    for (let i = 0; i < requestSizes.length; i++) {
      call.write({ response_parameters: [{ size: responseSizes[i] }], payload: zeros(requestSizes[i]) });
      const response = await next(call);
      assert.equal(response.payload.body.length, responseSizes[i]);
    }
    call.end();
    assert.equal((await status).code, grpc.status.OK);
  }

  async empty_stream() {
    const call = this.plain.FullDuplexCall();
    call.end();
    assert.deepEqual(await readAll(call), []);
  }

  async cancel_after_begin() {
    const failure = await failureOf(() => clientStreaming(this.plain, (call) => call.cancel()));
    assert.equal(failure.code, grpc.status.CANCELLED);
  }

  async cancel_after_first_response() {
    const call = this.plain.FullDuplexCall();
    const status = statusOf(call);
    call.write({ response_parameters: [{ size: responseSizes[0] }], payload: zeros(requestSizes[0]) });
    await next(call);
    call.cancel();
    assert.equal((await status).code, grpc.status.CANCELLED);
  }

  async timeout_on_sleeping_server() {
    const call = this.plain.FullDuplexCall(new grpc.Metadata(), { deadline: Date.now() + 1 });
    const status = statusOf(call);
    call.write({ payload: zeros(requestSizes[0]) });
    assert.equal((await status).code, grpc.status.DEADLINE_EXCEEDED);
  }

  async custom_metadata() {
    const metadata = new grpc.Metadata();
    metadata.set('x-grpc-test-echo-initial', 'test_initial_metadata_value');
    metadata.set('x-grpc-test-echo-trailing-bin', Buffer.from([0xab, 0xab, 0xab]));
    const check = (initial, status) => {
      assert.deepEqual(initial.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
      assert.deepEqual(status.metadata.get('x-grpc-test-echo-trailing-bin'), [Buffer.from([0xab, 0xab, 0xab])]);
    };

    let call;
    const response = new Promise((resolve, reject) => {
      call = this.plain.UnaryCall(
        { response_size: largeResponse, payload: zeros(largeRequest) }, metadata, (e, r) => (e ? reject(e) : resolve(r)));
    });
    const [initial, status] = await Promise.all([event(call, 'metadata'), event(call, 'status'), response]);
    check(initial, status);

    const duplex = this.plain.FullDuplexCall(metadata);
    const ends = Promise.all([event(duplex, 'metadata'), statusOf(duplex)]);
    duplex.write({ response_parameters: [{ size: largeResponse }], payload: zeros(largeRequest) });
    duplex.end();
    await readAll(duplex);
    check(...(await ends));
  }

  async status_code_and_message() {
    const response_status = { code: 2, message: 'test status message' };
    const failure = await failureOf(() => unary(this.plain, 'UnaryCall', { response_status }));
    assert.deepEqual([failure.code, failure.details], [2, 'test status message']);

    const call = this.plain.FullDuplexCall();
    const status = statusOf(call);
    call.write({ response_status });
    call.end();
    const { code, details } = await status;
    assert.deepEqual([code, details], [2, 'test status message']);
  }

  async special_status_message() {
    const message = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';
    const failure = await failureOf(() => unary(this.plain, 'UnaryCall', { response_status: { code: 2, message } }));
    assert.deepEqual([failure.code, failure.details], [2, message]);
  }

  async unimplemented_method() {
    const failure = await failureOf(() => unary(this.plain, 'UnimplementedCall', {}));
    assert.equal(failure.code, grpc.status.UNIMPLEMENTED);
  }

  async unimplemented_service() {
    const failure = await failureOf(() => unary(this.unimplemented, 'UnimplementedCall', {}));
    assert.equal(failure.code, grpc.status.UNIMPLEMENTED);
  }

  async client_compressed_unary() {
    const request = (value) => ({
      expect_compressed: { value }, response_size: largeResponse, payload: zeros(largeRequest),
    });
    const failure = await failureOf(() => unary(this.plain, 'UnaryCall', request(true)));
    assert.equal(failure.code, grpc.status.INVALID_ARGUMENT);
    assert.equal((await unary(this.gzip, 'UnaryCall', request(true))).payload.body.length, largeResponse);
    assert.equal((await unary(this.plain, 'UnaryCall', request(false))).payload.body.length, largeResponse);
  }

  async client_compressed_streaming() {
    const compressed = { expect_compressed: { value: true }, payload: zeros(requestSizes[0]) };
    const plain = { expect_compressed: { value: false }, payload: zeros(requestSizes[3]) };
    const failure = await failureOf(() => clientStreaming(this.plain, (call) => {
      call.write(compressed);
      call.end();
    }));
    assert.equal(failure.code, grpc.status.INVALID_ARGUMENT);

    const response = await clientStreaming(this.gzip, (call) => {
      // The flags of a write travel in the place of its encoding, which Node's own write() would refuse.
      call.write(compressed, () => call._write(plain, noCompress, () => call.end()));
    });
    assert.equal(response.aggregated_payload_size, requestSizes[0] + requestSizes[3]);
  }

  async server_compressed_unary() {
    for (const value of [true, false]) {
      const before = inflated;
      const response = await unary(this.plain, 'UnaryCall', {
        response_compressed: { value }, response_size: largeResponse, payload: zeros(largeRequest),
      });
      assert.equal(response.payload.body.length, largeResponse);
      assert.equal(inflated - before, value ? 1 : 0, 'messages inflated');
    }
  }

  async server_compressed_streaming() {
    const before = inflated;
    const call = this.plain.StreamingOutputCall({
      response_parameters: [
        { compressed: { value: true }, size: responseSizes[0] },
        { compressed: { value: false }, size: responseSizes[3] },
      ],
    });
    const responses = await readAll(call);
    assert.deepEqual(responses.map((r) => r.payload.body.length), [responseSizes[0], responseSizes[3]]);
    assert.equal(inflated - before, 1, 'messages inflated');
  }
}

export const caseNames = Object.getOwnPropertyNames(Cases.prototype).filter((name) => name.includes('_'));

function unary(client, method, request) {
  return new Promise((resolve, reject) => {
    client[method](request, (e, response) => (e ? reject(e) : resolve(response)));
  });
}

function clientStreaming(client, send) {
  return new Promise((resolve, reject) => {
    send(client.StreamingInputCall((e, response) => (e ? reject(e) : resolve(response))));
  });
}

function event(emitter, name) {
  return new Promise((resolve) => emitter.once(name, resolve));
}

// The status of a call whose failure is expected: 'error' must have a listener.
function statusOf(call) {
  call.on('error', () => {});
  call.on('status', () => (call.hasStatus = true));
  return event(call, 'status');
}

async function next(call) {
  for (;;) {
    const message = call.read();
    if (message !== null) return message;
    if (call.hasStatus) throw new Error('the stream ended before its next message');
    await Promise.race([event(call, 'readable'), event(call, 'status')]);
  }
}

function readAll(call) {
  return new Promise((resolve, reject) => {
    const messages = [];
    call.on('data', (message) => messages.push(message));
    call.on('error', reject);
    call.on('end', () => resolve(messages));
  });
}

async function failureOf(run) {
  try {
    await run();
  } catch (e) {
    if (e.code === undefined) throw e;
    return e;
  }
  throw new Error('expected the call to fail');
}
