// The flows of a report column by column (FlowColumns), for reports of many flows. Nothing here is about gRPC: it makes
// the object that a `columns` field takes.

/** Numbers from 0 as protobuf's varints: 7 bits a byte, lowest first, the highest bit set in all bytes but the last. */
function varints(values) {
  const bytes = [];
  for (let value of values) {
    for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
    bytes.push(value);
  }
  return Buffer.from(bytes);
}

/** 0, -1, 1, -2 ... to 0, 1, 2, 3 ...: small numbers of either sign stay short. */
const zigzag = (value) => (value < 0 ? -2 * value - 1 : 2 * value);

/** Numbers texts in the order of their first use. */
function dictionary() {
  const indices = new Map();
  return { indexOf: (text) => indices.get(text) ?? (indices.set(text, indices.size), indices.size - 1), texts: () => [...indices.keys()] };
}

/**
 * Flows as for `flows`, to columns.
 * @param flows objects with origin, destination, layer, quantity, event_time_ms and perhaps purpose, mode, deal
 * @param numberOf the number of an enum's value, for example of 'LAYER_PEOPLE'
 */
export function columnsOf(flows, numberOf) {
  const places = dictionary();
  const deals = dictionary();
  const ends = flows.map(({ origin, destination }) => [places.indexOf(origin), places.indexOf(destination)]);
  const deal = flows.map((flow) => (flow.deal ? deals.indexOf(flow.deal) + 1 : 0));
  return {
    flow_count: flows.length,
    places: places.texts(),
    deals: deals.texts(),
    origin: varints(ends.map(([origin]) => origin)),
    destination: varints(ends.map(([, destination]) => destination)),
    layer: Buffer.from(flows.map((flow) => numberOf(flow.layer))),
    quantity: varints(flows.map((flow) => flow.quantity)),
    event_time_ms: varints(flows.map((flow, i) => zigzag(flow.event_time_ms - (flows[i - 1]?.event_time_ms ?? 0)))),
    purpose: Buffer.from(flows.map((flow) => (flow.purpose ? numberOf(flow.purpose) : 0))),
    mode: Buffer.from(flows.map((flow) => (flow.mode ? numberOf(flow.mode) : 0))),
    deal: deals.texts().length ? varints(deal) : Buffer.alloc(0),
  };
}
