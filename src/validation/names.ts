/** The forms of names, as Kubernetes and Calico define them. */
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_REGEX = new RegExp(`^${LABEL}$`);
const SUBDOMAIN_REGEX = new RegExp(`^${SUBDOMAIN}$`);
const QUALIFIED_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const byteLength = (text: string): number => (/^[\x00-\x7f]*$/.test(text) ? text.length : Buffer.byteLength(text));

/** Without a limit of length. */
export const hasSubdomainForm = (name: string): boolean => SUBDOMAIN_REGEX.test(name);
export const isSubdomain = (name: string): boolean => byteLength(name) <= 253 && SUBDOMAIN_REGEX.test(name);
export const hasLabelForm = (name: string): boolean => LABEL_REGEX.test(name);
export const isDnsLabel = (name: string): boolean => byteLength(name) <= 63 && LABEL_REGEX.test(name);
export { byteLength };

/** Whether a text can be the key of a label or annotation; otherwise why not. */
export function qualifiedNameProblem(key: string): string | undefined {
  const parts = key.split('/');
  const name = parts[parts.length - 1];
  if (parts.length > 2) {
    return 'a key is a name, or a DNS name, one `/` and a name';
  }
  if (parts.length === 2) {
    if (parts[0] === '') {
      return 'there is nothing before the `/`';
    }
    if (!isSubdomain(parts[0])) {
      return 'what stands before the `/` must be a DNS name: lower case letters, digits, `-` and `.`';
    }
  }
  if (name === '') {
    return parts.length === 2 ? 'there is nothing after the `/`' : 'it is empty';
  }
  if (byteLength(name) > 63) {
    return 'it is longer than 63 characters';
  }
  return QUALIFIED_PART.test(name) ? undefined : 'it takes letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit';
}

/** Whether a text can be the value of a label; otherwise why not. */
export function labelValueProblem(value: string): string | undefined {
  if (byteLength(value) > 63) {
    return 'it is longer than 63 characters';
  }
  return LABEL_VALUE.test(value) ? undefined : 'it takes letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit';
}

/** Whether a text can name a port of a container; otherwise why not. */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) {
    return 'it is longer than 15 characters';
  }
  if (!/^[-a-z0-9]+$/.test(name)) {
    return 'it takes lower case letters, digits and `-`';
  }
  if (!/[a-z]/.test(name)) {
    return 'it needs at least one letter';
  }
  return name.includes('--') || name.startsWith('-') || name.endsWith('-') ? '`-` stands between letters and digits, and never twice in a row' : undefined;
}

/** What to say besides of a name like `shop/web`: that is how tools print objects of a namespace. */
export function namespaceInName(name: string): string {
  return name.includes('/') ? '; the namespace stands in `metadata.namespace`' : '';
}

/** NetworkPolicy and StagedNetworkPolicy: since tiers (v3.29) one dot is allowed, for the tier's prefix. */
const POLICY_NAME = new RegExp(`^((${LABEL})(\\.${LABEL})?|((?:knp|ossg)\\.default\\.(${SUBDOMAIN})))$`);
const POLICY_NAME_BEFORE_TIERS = new RegExp(`^((${LABEL})|((?:knp|ossg)\\.default\\.(${SUBDOMAIN})))$`);
const GLOBAL_POLICY_NAME = new RegExp(`^(${LABEL}\\.)?${LABEL}$`);

export function isPolicyName(name: string, isGlobal: boolean, minor: number): boolean {
  if (minor < 29) {
    return (isGlobal ? LABEL_REGEX : POLICY_NAME_BEFORE_TIERS).test(name);
  }
  return (isGlobal ? GLOBAL_POLICY_NAME : POLICY_NAME).test(name);
}
