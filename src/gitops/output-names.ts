import { createHash } from 'crypto';
import { Chart, Names } from 'cdk8s';
import { Identity, identityKey } from './identity';

/** Below what any file system takes, with room for the extension. */
const LONGEST = 200;

/**
 * The file names of some objects, without extension: `Kind[.group][_namespace]_name`, for example
 * `NetworkPolicy.projectcalico.org_shop_deny`.
 *
 * Names in Kubernetes hold no underscore, so no two objects share a file name. A part that would need other characters,
 * or capitals (some file systems take `A` and `a` for one), is replaced and the name ends in a hash of the identity.
 */
export function objectFileNames(identities: Identity[]): string[] {
  const names = identities.map(objectFileName);
  return withoutCollisions(names, (index) => identityKey(identities[index]));
}

function objectFileName(identity: Identity): string {
  const kind = identity.group === '' ? identity.kind : `${identity.kind}.${identity.group}`;
  const raw = [kind, ...identity.namespace === '' ? [] : [identity.namespace], identity.name];
  const parts = [kind.replace(/[^0-9A-Za-z.-]/g, '-'), ...raw.slice(1).map((part) => part.toLowerCase().replace(/[^0-9a-z.-]/g, '-'))];
  const name = parts.join('_');
  const isExact = identity.name !== '' && name.length <= LONGEST && parts.every((part, index) => part === raw[index]);
  return isExact ? name : `${name.slice(0, LONGEST)}~${shortHash(identityKey(identity))}`;
}

/**
 * The names of charts for their files or folders: those of cdk8s, numbered when charts wait for each other.
 * Where two would be the same, each of these gets a hash of its construct path.
 */
export function chartNames(charts: Chart[], numbered: boolean): string[] {
  const names = charts.map((chart, index) => (numbered ? `${String(index).padStart(4, '0')}-` : '') + Names.toDnsLabel(chart));
  return withoutCollisions(names, (index) => charts[index].node.path);
}

/** Gives each of several equal names (capitals aside) a hash of what it stands for. */
function withoutCollisions(names: string[], standsFor: (index: number) => string): string[] {
  const users = new Map<string, number>();
  for (const name of names) users.set(name.toLowerCase(), (users.get(name.toLowerCase()) ?? 0) + 1);
  return names.map((name, index) => users.get(name.toLowerCase()) === 1 ? name : `${name}~${shortHash(standsFor(index))}`);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
