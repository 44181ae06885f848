/** What a kind is to the API server. */
export interface KindFacts {
  readonly apiVersion: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
}

/** A kind of projectcalico.org/v3. */
export function calicoKind(kind: string, scope: 'namespaced' | 'cluster'): KindFacts {
  return { apiVersion: 'projectcalico.org/v3', kind, isNamespaced: scope === 'namespaced' };
}
