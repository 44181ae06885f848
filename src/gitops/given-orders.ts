import { type RolloutChange } from './rollout-order';
import { PRUNE_LAST, syncOptionsOf } from './sync-options';
import { InputError, type JsonObject, type Manifest } from '../manifest';

/** Steps that manifests themselves ask for. */
export interface GivenStep {
  readonly name: string;
  readonly changes: readonly RolloutChange[];
}

export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/**
 * Argo CD's waves. Without options of their own, objects are pruned at once when all else was applied, as an Application with `PruneLast=true` does.
 * Where some have that option, it is theirs alone: the others are pruned within the waves, and these in reverse.
 */
export function stepsByWave(changes: readonly RolloutChange[]): GivenStep[] {
  const removals = changes.filter(({ verb }) => verb === 'remove');
  const isLast = (change: RolloutChange): boolean => syncOptionsOf(change.before?.object.metadata).includes(PRUNE_LAST);
  const last = removals.some(isLast) ? removals.filter(isLast) : removals;
  const pruned = [...new Set(removals.map(waveOf))].sort((a, b) => a - b);
  const waves = new Map<number, RolloutChange[]>();
  for (const change of changes.filter((each) => !last.includes(each))) {
    const wave = change.verb === 'remove' ? pruned[pruned.length - 1 - pruned.indexOf(waveOf(change))] : waveOf(change);
    waves.set(wave, [...waves.get(wave) ?? [], change]);
  }
  return [
    ...[...waves].sort(([a], [b]) => a - b).map(([wave, list]) => ({ name: `wave ${wave}`, changes: list })),
    ...last.length === 0 ? [] : [{ name: 'prune', changes: last }],
  ];
}

export function hasWave({ object }: { readonly object: JsonObject }): boolean {
  return annotation(object) !== undefined;
}

/** Numbered folders (`01-tiers`), one after the other. What goes is removed at the end. */
export function stepsByFolder(changes: readonly RolloutChange[], folderOf: FolderOf): GivenStep[] {
  const steps = new Map<string, RolloutChange[]>();
  for (const change of changes.filter(({ verb }) => verb !== 'remove')) {
    const folder = folderOf(change.after!);
    if (folder === undefined) {
      throw new InputError(`${change.after?.origin.file ?? 'an object'} is in no numbered folder like 01-tiers, so its place in the order is not known.`);
    }
    steps.set(folder, [...steps.get(folder) ?? [], change]);
  }
  const removed = changes.filter(({ verb }) => verb === 'remove');
  const number = (folder: string): number => Number.parseInt(folder, 10);
  return [
    ...[...steps].sort(([a], [b]) => number(a) - number(b) || (a < b ? -1 : 1)).map(([name, list]) => ({ name, changes: list })),
    ...removed.length === 0 ? [] : [{ name: 'removal', changes: removed }],
  ];
}

/** The numbered folder that says an object's place. */
export type FolderOf = (manifest: Manifest) => string | undefined;

/** Folders above all of the manifests, such as `2024-team`, give no order; they count only where nothing else is numbered, and when `anyDepth` says so. */
export function numberedFolders(manifests: readonly Manifest[], { anyDepth = false }: { readonly anyDepth?: boolean } = {}): FolderOf {
  const partsOf = ({ origin: { file } }: Manifest): string[] => file?.split(/[/\\]/).slice(0, -1) ?? [];
  const [first = [], ...others] = manifests.map(partsOf);
  const differs = first.findIndex((part, index) => others.some((parts) => parts[index] !== part));
  const common = differs < 0 ? first.length : differs;
  const isNumbered = (part: string): boolean => /^\d+[-_]/.test(part);
  const above = anyDepth ? first.slice(0, common).reverse().find(isNumbered) : undefined;
  return (manifest) => partsOf(manifest).slice(common).find(isNumbered) ?? above;
}

/** One object after the other as they were read, which is how `kubectl apply -f` sends them. What goes is removed at the end. */
export function stepsByFile(changes: readonly RolloutChange[]): GivenStep[] {
  const inOrder = [...changes.filter(({ verb }) => verb !== 'remove'), ...changes.filter(({ verb }) => verb === 'remove')];
  return inOrder.map((change) => ({ name: change.identity.kind, changes: [change] }));
}

function waveOf({ after, before }: RolloutChange): number {
  const text = annotation((after ?? before)!.object) ?? '0';
  const wave = Number(text);
  return Number.isInteger(wave) ? wave : 0; // Argo CD takes what is no number as no wave
}

function annotation(object: JsonObject): string | undefined {
  const { annotations } = (object.metadata ?? {}) as { annotations?: Record<string, unknown> };
  const value = annotations?.[SYNC_WAVE];
  return typeof value === 'string' ? value : undefined;
}
