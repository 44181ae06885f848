/** A field that only the commercial editions of Calico have, and how open source does the same. */
export interface EnterpriseField {
  readonly kind: string;
  readonly path: string;
  /** What open source Calico offers for the same purpose. */
  readonly instead: string;
}

/** Fields that the documents use and that open source CRDs don't have. The one place that knows them. */
const ENTERPRISE_FIELDS: readonly EnterpriseField[] = [
  {
    kind: 'FelixConfiguration',
    path: 'spec.dropActionOverride',
    instead: 'try a policy without enforcing it with its staged twin (policy.addStaged), and log with a Log rule before the Deny',
  },
  {
    kind: 'FelixConfiguration',
    path: 'spec.prometheusReporterEnabled',
    instead: 'count denied packets with Log rules, or with flow logs (Goldmane and Whisker)',
  },
  {
    kind: 'FelixConfiguration',
    path: 'spec.prometheusReporterPort',
    instead: 'count denied packets with Log rules, or with flow logs (Goldmane and Whisker)',
  },
];

/** What is known of a field of the commercial editions; undefined for every other field. */
export function enterpriseField(kind: string, path: string): EnterpriseField | undefined {
  return ENTERPRISE_FIELDS.find((field) => field.kind === kind && field.path === path);
}
