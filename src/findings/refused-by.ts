import { type Finding } from './finding';

const NAMES: Record<string, string> = {
  calicoctl: 'calicoctl',
  apiserver: 'Calico\'s API server',
  native: 'the native v3 CRDs',
};

/** Fields that a schema does not know: API servers drop them, and kubectl asks them not to. */
const UNKNOWN_FIELDS = new Set(['CAL1005', 'CAL1006', 'CAL1007', 'CAL1017', 'CAL1018']);
const CALICO_GROUP = /^(crd\.)?projectcalico\.org\//;

/** Who refuses a manifest and who lets it through, in one clause. */
export function refusedBySentence({ code, refusedBy, acceptedBy = [], object: { apiVersion = '' } }: Finding): string {
  const isOfKubernetes = apiVersion.includes('.k8s.io/') && !CALICO_GROUP.test(apiVersion);
  // What kubectl asks of an API server with `--validate=strict`, its default, no install mode of Calico decides.
  if (isOfKubernetes && UNKNOWN_FIELDS.has(code) && !refusedBy.includes('native')) return 'refused by kubectl; other clients lose the field without a word';
  if (refusedBy.length === 0) return 'accepted everywhere';
  if (isOfKubernetes) return 'refused by the API server';
  const refused = `refused by ${list(refusedBy)}`;
  if (acceptedBy.length === 0) return refused;
  if (UNKNOWN_FIELDS.has(code) && acceptedBy.includes('native')) return `${refused}; with the native v3 CRDs by kubectl, while other clients lose the field without a word`;
  return `${refused}; accepted by ${list(acceptedBy)}`;
}

function list(who: readonly string[]): string {
  const names = who.map((each) => NAMES[each] ?? each);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0];
}
