const STAGED_OR_LOG = 'try a policy without enforcing it with its staged twin (policy.addStaged), and log with a Log rule before the Deny';
const LOGS = 'count denied packets with Log rules, or with flow logs (Goldmane and Whisker)';

/** What open source Calico offers for the purpose of a field that only the commercial editions have. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['dropActionOverride', STAGED_OR_LOG],
  ['prometheusReporterEnabled', LOGS],
  ['prometheusReporterPort', LOGS],
]);

/** How open source Calico does what a field of the commercial editions does; undefined where it has nothing for it. */
export function insteadOfEnterpriseField(field: string): string | undefined {
  return INSTEAD.get(field);
}
