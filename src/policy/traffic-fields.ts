import { type Traffic } from '../network';
import { type PlainObject } from '../resource';

/** What a rule says of packets, with the port lists that go to its source and its destination. */
export interface TrafficFields {
  readonly fields: PlainObject;
  readonly source: PlainObject;
  readonly destination: PlainObject;
}

const NOTHING: TrafficFields = { fields: {}, source: {}, destination: {} };

export function trafficFields(traffic: Traffic | undefined): TrafficFields {
  if (traffic === undefined) {
    return NOTHING;
  }
  const { source, destination, ...fields } = traffic._toRule();
  return { fields: fields as PlainObject, source: { ...source }, destination: { ...destination } };
}
