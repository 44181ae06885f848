/** Manifests that cannot be read: a mistake of whoever gave them, told in one sentence. */
export class InputError extends Error {}
