/**
 * Three-valued truth: what partial input does not tell is `maybe`, and stays so until something else decides.
 */
export type Tri = 'yes' | 'no' | 'maybe';

export function tri(value: boolean): Tri {
  return value ? 'yes' : 'no';
}

export function triNot(value: Tri): Tri {
  if (value === 'maybe') { return 'maybe'; }
  return value === 'yes' ? 'no' : 'yes';
}

/** `no` wins over `maybe`. */
export function triAnd(a: Tri, b: Tri): Tri {
  if (a === 'no' || b === 'no') { return 'no'; }
  return a === 'maybe' ? a : b;
}

/** `yes` wins over `maybe`. */
export function triOr(a: Tri, b: Tri): Tri {
  if (a === 'yes' || b === 'yes') { return 'yes'; }
  return a === 'maybe' ? a : b;
}
