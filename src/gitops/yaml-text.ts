import { Json, writeYaml } from '../manifest';

/** The text of one document. cdk8s writes one that is undefined, as a chart may return it, as an empty line. */
export function documentText(document: unknown): string {
  return document === undefined ? '\n' : writeYaml([document as Json]);
}

/** What stands between two documents of a file. */
export const DOCUMENT_SEPARATOR = '---\n';

/** The text of some documents in one string. */
export function documentsText(documents: unknown[]): string {
  return documents.map(documentText).join(DOCUMENT_SEPARATOR);
}
