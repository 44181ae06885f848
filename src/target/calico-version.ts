/**
 * A minor release of Calico.
 *
 * The newest minor with a release that we have seen is `V3_32`; it is what is assumed when a target names no version.
 * `V3_33` is known from its release branch.
 */
export enum CalicoVersion {
  /** Calico v3.24 */
  V3_24 = 'v3.24',
  /** Calico v3.25 */
  V3_25 = 'v3.25',
  /** Calico v3.26 */
  V3_26 = 'v3.26',
  /** Calico v3.27 */
  V3_27 = 'v3.27',
  /** Calico v3.28 */
  V3_28 = 'v3.28',
  /** Calico v3.29: tiers. */
  V3_29 = 'v3.29',
  /** Calico v3.30: staged policies. */
  V3_30 = 'v3.30',
  /** Calico v3.31 */
  V3_31 = 'v3.31',
  /** Calico v3.32: native projectcalico.org/v3 CRDs (preview), ClusterNetworkPolicy. */
  V3_32 = 'v3.32',
  /** Calico v3.33: native CRDs are the default of new installations. */
  V3_33 = 'v3.33',
}
