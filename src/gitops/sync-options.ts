const ANNOTATION = 'argocd.argoproj.io/sync-options';

/** Tells Argo CD to delete an object only after everything else was applied. */
export const PRUNE_LAST = 'PruneLast=true';

/** Argo CD's options of one object. */
export function syncOptionsOf(metadata: unknown): string[] {
  const { annotations } = (metadata ?? {}) as { annotations?: Record<string, unknown> };
  return String(annotations?.[ANNOTATION] ?? '').split(',').filter((option) => option !== '');
}

/** What of cdk8s's metadata is needed here. */
interface Annotated {
  addAnnotation(key: string, value: string): void;
  toJson(): unknown;
}

/** Gives an object options in place of those of the same names. */
export function setSyncOptions(metadata: Annotated, ...options: string[]): void {
  const names = options.map(nameOf);
  metadata.addAnnotation(ANNOTATION, [...syncOptionsOf(metadata.toJson()).filter((option) => !names.includes(nameOf(option))), ...options].join(','));
}

function nameOf(option: string): string {
  return option.split('=')[0];
}
