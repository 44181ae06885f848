import { CalicoVersion } from '../target';

/** A metric of Felix or Typha that somebody may look for. */
export interface Metric {
  readonly name: string;
  /** The name that took its place, and since when. */
  readonly replacedBy?: string;
  readonly goneSince?: CalicoVersion;
  /** Only commercial editions have it. */
  readonly isEnterprise?: boolean;
}

/** Metrics that documents and dashboards name and that not every target has. All others are taken as they are. */
const METRICS: readonly Metric[] = [
  { name: 'felix_active_local_tags', goneSince: CalicoVersion.V3_24 },
  { name: 'felix_route_table_list_seconds', replacedBy: 'felix_route_table_resync_seconds', goneSince: CalicoVersion.V3_29 },
  { name: 'felix_route_table_per_iface_sync_seconds', replacedBy: 'felix_route_table_partial_resync_seconds', goneSince: CalicoVersion.V3_29 },
  { name: 'calico_denied_packets', isEnterprise: true },
  { name: 'calico_denied_bytes', isEnterprise: true },
];

/** What is known of a metric. */
export function knownMetric(name: string): Metric | undefined {
  return METRICS.find((metric) => metric.name === name);
}

/** The metrics of Calico that an expression of Prometheus names. */
export function metricsIn(expression: string): string[] {
  return [...new Set(expression.match(/\b(felix|typha|calico)_[a-z0-9_]+/g) ?? [])];
}
