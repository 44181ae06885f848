import type { Json, JsonObject } from '../json';
import { compact, type Draft } from './draft';
import { resourceName } from './names';
import { convertRules, convertSelector } from './rules';

export function convertPolicy(metadata: Draft, spec: Draft): JsonObject {
  const ingress = convertRules(spec.take('ingress'), 'ingress', spec);
  const egress = convertRules(spec.take('egress'), 'egress', spec);
  const order = spec.take('order');
  if (order === undefined) spec.note('order', 'there is no order, so it comes after every policy that has one');
  const selector = convertSelector(spec.take('selector'), 'selector', spec);
  const preDNAT = spec.take('preDNAT');
  const doNotTrack = spec.take('doNotTrack');
  if (preDNAT === true || doNotTrack === true) {
    spec.note('applyOnForward', `${preDNAT === true ? 'preDNAT' : 'doNotTrack'} needs applyOnForward: true today, which says what it always did`);
  }
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: resourceName(metadata.takeText('name') ?? '', metadata), ...metadata.rest() },
    spec: {
      ...compact({
        order,
        selector: selector === undefined || selector === '' ? 'all()' : selector,
        types: types(spec.take('types'), ingress, egress),
        preDNAT,
        doNotTrack,
        applyOnForward: preDNAT === true || doNotTrack === true ? true : undefined,
        ingress,
        egress,
      }),
      ...spec.rest(),
    },
  };
}

/** What was left out stood for the directions that have rules, and for ingress if none had. */
function types(written: Json | undefined, ingress: Json[] | undefined, egress: Json[] | undefined): Json {
  if (Array.isArray(written)) return written.map((type) => (type === 'ingress' ? 'Ingress' : type === 'egress' ? 'Egress' : type));
  const hasEgress = (egress?.length ?? 0) > 0;
  return [...(!hasEgress || (ingress?.length ?? 0) > 0 ? ['Ingress'] : []), ...(hasEgress ? ['Egress'] : [])];
}

export function convertProfile(metadata: Draft, spec: Draft): JsonObject {
  const name = metadata.takeText('name') ?? '';
  const labels = metadata.take('labels');
  const tags = metadata.take('tags') ?? spec.take('tags');
  const tagList = Array.isArray(tags) ? tags.map(String) : [];
  if (tagList.length > 0) spec.note('labelsToApply', `the tags ${tagList.join(', ')} are labels without a value today`);
  const toApply = { ...(labels as JsonObject | undefined), ...Object.fromEntries(tagList.map((tag) => [tag, ''])) };
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'Profile',
    metadata: { name: resourceName(name, metadata), ...metadata.rest() },
    spec: {
      ...compact({
        ingress: convertRules(spec.take('ingress'), 'ingress', spec),
        egress: convertRules(spec.take('egress'), 'egress', spec),
        labelsToApply: Object.keys(toApply).length > 0 ? toApply : undefined,
      }),
      ...spec.rest(),
    },
  };
}
