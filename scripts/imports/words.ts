/** `IPPoolsAndHostIPs` -> `IP`, `Pools`, `And`, `Host`, `IPs`: a run of capitals is one word, with its plural s. */
export function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])(?=[A-Z])/g, (match, _letter, offset: number) => isLoneInitial(name, offset) ? match : `${match} `)
    .replace(/([A-Z0-9]+)([A-Z](?!s(?![a-z]))[a-z])/g, '$1 $2')
    .split(/[\s_-]+/);
}

/** The e of `eBGP` belongs to its word. */
function isLoneInitial(name: string, offset: number): boolean {
  return offset === 0 && /^[a-z][A-Z]{2}/.test(name);
}

/** The file of a kind: `IPPool` -> `ip-pool`. */
export function kebab(name: string): string {
  return words(name).join('-').toLowerCase();
}

/** The name of an enum's member for a value; numbers need a letter, and the empty text needs a name. */
export function memberName(value: string | number | boolean): string {
  if (value === '') return 'EMPTY';
  const name = words(String(value)).join('_').toUpperCase();
  return /^[A-Z]/.test(name) ? name : `V${name}`;
}

/** The property for a field: the field's own name, if other languages can have it. */
export function propertyName(field: string): string {
  return field.replace(/[_-]+([a-zA-Z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
