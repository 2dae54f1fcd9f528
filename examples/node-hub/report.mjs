// A hub's client in Node: reports flows and can be stopped, cut off or started again at any time without losing or
// doubling one.
//
//   node report.mjs [server] [hub] [reports] [--columns]      default: 127.0.0.1:5210 hub:tsuruoka-incubation 10
//
// With --columns reports go column by column, which pays from about 16 flows on; the ledger takes both as the same.
// Report n is computed from n alone, as a program that reads a file or a database would: the ledger says which n is
// next, so nothing has to be remembered here.
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { fileURLToPath } from 'node:url';
import { columnsOf } from './columns.mjs';

const words = process.argv.slice(2);
const [server = '127.0.0.1:5210', hub = 'hub:tsuruoka-incubation', count = '10'] = words.filter((word) => word !== '--columns');
const asColumns = words.includes('--columns');
const producer = 'node-example';
const lastSequence = Number(count);

const protos = fileURLToPath(new URL('../../protos', import.meta.url));
const definition = protoLoader.loadSync(
  ['megaregion/v1/flows.proto', 'megaregion/v1/errors.proto', 'google/rpc/status.proto'],
  { includeDirs: [protos], keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true },
);
const { FlowService, Layer, Purpose, TransportMode } = grpc.loadPackageDefinition(definition).megaregion.v1;
const numbers = new Map([Layer, Purpose, TransportMode].flatMap((kind) => kind.type.value.map(({ name, number }) => [name, number])));
const client = new FlowService(server, grpc.credentials.createInsecure());

/** Report n: two visitors from Tokyo to the hub, and one parcel of n kilograms from the hub to Osaka. */
function reportOf(sequence) {
  const event_time_ms = Date.UTC(2026, 3, 1) + sequence * 60_000;
  const flows = [
    { origin: 'jp:13', destination: hub, layer: 'LAYER_PEOPLE', quantity: 2, event_time_ms,
      purpose: 'PURPOSE_BUSINESS', mode: 'TRANSPORT_MODE_RAIL' },
    { origin: hub, destination: 'jp:27', layer: 'LAYER_GOODS', quantity: sequence, event_time_ms,
      purpose: 'PURPOSE_FREIGHT', mode: 'TRANSPORT_MODE_TRUCK' },
  ];
  return asColumns ? { sequence, columns: columnsOf(flows, (name) => numbers.get(name)) } : { sequence, flows };
}

/** The typed reason of a failure: code, advice, position and field of the first bad flow, words in two languages. */
function detailOf(error) {
  const [status] = error.metadata?.get('grpc-status-details-bin') ?? [];
  if (!status) return null;
  const { details } = definition['google.rpc.Status'].deserialize(status);
  return details.length ? definition['megaregion.v1.ErrorDetail'].deserialize(details[0].value) : null;
}

/** One stream: opens, sends from the sequence that the ledger expects, resolves when everything is acknowledged. */
function runStream() {
  return new Promise((resolve, reject) => {
    const stream = client.Report();
    stream.on('error', reject);
    stream.on('end', resolve);
    stream.on('data', (response) => {
      if (response.message === 'opened') {
        console.log(`the ledger expects report ${response.opened.next_sequence}`);
        send(stream, response.opened.next_sequence);
      } else {
        const { sequence, offset, duplicate } = response.ack;
        console.log(`report ${sequence} is durable at ${offset}${duplicate ? ' (it was already)' : ''}`);
      }
    });
    stream.write({ open: { hub, producer } });
  });
}

/** Sends on until the stream says that its buffer is full; it goes on when it has drained. */
function send(stream, sequence) {
  for (; sequence <= lastSequence; sequence++) {
    if (!stream.write({ report: reportOf(sequence) })) {
      stream.once('drain', () => send(stream, sequence + 1));
      return;
    }
  }
  stream.end();
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

for (let failures = 0; ; failures++) {
  try {
    await runStream();
    break;
  } catch (error) {
    const detail = detailOf(error);
    const passing = detail
      ? ['RETRY_ADVICE_AFTER_PAUSE', 'RETRY_ADVICE_RECONNECT'].includes(detail.retry)
      : [grpc.status.UNAVAILABLE, grpc.status.CANCELLED, grpc.status.INTERNAL, grpc.status.UNKNOWN].includes(error.code);
    console.error(detail ? `${detail.code}: ${detail.message} / ${detail.message_ja}` : error.message);
    if (!passing || failures >= 20) {
      process.exitCode = 1;
      break;
    }
    await pause(Math.max(detail?.retry_after_ms ?? 0, Math.min(10_000, 100 * 2 ** failures) * (0.5 + Math.random() / 2)));
  }
}
client.close();
