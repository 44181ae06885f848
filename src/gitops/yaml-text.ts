import { Yaml } from 'cdk8s';

/** The text of one document, as cdk8s writes it. */
export function documentText(document: unknown): string {
  return Yaml.stringify(document);
}

/** What stands between two documents of a file. */
export const DOCUMENT_SEPARATOR = '---\n';

/** The text of some documents in one string. */
export function documentsText(documents: unknown[]): string {
  return documents.map(documentText).join(DOCUMENT_SEPARATOR);
}
