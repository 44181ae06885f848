const NAMES: Record<string, string> = {
  calicoctl: 'calicoctl',
  apiserver: 'Calico\'s API server',
  native: 'the native v3 CRDs',
};

/** Who refuses a manifest and who lets it through, in one clause. */
export function refusedBySentence(refusedBy: readonly string[]): string {
  if (refusedBy.length === 0) return 'accepted everywhere';
  const accepting = Object.keys(NAMES).filter((who) => !refusedBy.includes(who));
  const refused = `refused by ${list(refusedBy)}`;
  return accepting.length === 0 ? refused : `${refused}; accepted by ${list(accepting)}`;
}

function list(who: readonly string[]): string {
  const names = who.map((each) => NAMES[each] ?? each);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0];
}
