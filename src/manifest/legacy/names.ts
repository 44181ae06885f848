import type { Draft } from './draft';

/** A name as today's API takes it: lower case, digits, dashes and dots. */
export function resourceName(name: string, metadata: Draft): string {
  const written = name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  if (written !== name) metadata.note('name', `'${name}' is no valid name any more; whatever refers to it by name must follow`);
  return written;
}

/** An address or CIDR as a name: `192.168.0.0/16` gives `192-168-0-0-16`. */
export function addressName(address: string): string {
  return address.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** One part of a workload endpoint's name, in which a dash separates the parts and is doubled inside them. */
export function endpointNamePart(part: string): string {
  return part.replaceAll('-', '--');
}

const NAMESPACE_PROFILE = /^k8s_ns\./;

/** The profile of a namespace has another name today. */
export function profileName(name: string): string {
  return name.replace(NAMESPACE_PROFILE, 'kns.');
}
