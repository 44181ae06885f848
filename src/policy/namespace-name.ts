const NAMESPACE_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Throws at the user's line when a text cannot be a namespace's name; a selector given as text is the usual reason. */
export function checkNamespaceNames(caller: string, names: string[]): void {
  const wrong = names.find((name) => !NAMESPACE_NAME.test(name));
  if (wrong !== undefined) {
    throw new Error(`${caller}: ${JSON.stringify(wrong)} is no name of a namespace (up to 63 lower-case letters, digits and '-'). `
      + `To pick namespaces by their labels, say ${caller}Matching(Selector.…).`);
  }
}
