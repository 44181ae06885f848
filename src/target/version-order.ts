import { CalicoVersion } from './calico-version';

/** What is written for when nothing else is said: the newest minor with a release. */
export const NEWEST_RELEASED = CalicoVersion.V3_32;

/** The minor number: 31 for v3.31. */
export function minorOf(version: CalicoVersion): number {
  return Number(version.slice('v3.'.length));
}

/** Whether `version` is `first` or later. */
export function isAtLeast(version: CalicoVersion, first: CalicoVersion): boolean {
  return minorOf(version) >= minorOf(first);
}

/** All known minors, oldest first. */
export function allVersions(): CalicoVersion[] {
  return Object.values(CalicoVersion);
}

/** Reads `v3.31`, `3.31`, `v3.31.2`; undefined for anything that is no known minor. */
export function parseVersion(text: string): CalicoVersion | undefined {
  const match = /^v?(3\.\d+)(\.\d+)?$/.exec(text.trim());
  return match ? allVersions().find((version) => version === `v${match[1]}`) : undefined;
}
