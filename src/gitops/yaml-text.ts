import { Json, writeYaml, writeYamlPieces, YamlPiece } from '../manifest';

/** The text of one document. cdk8s writes one that is undefined, as a chart may return it, as an empty line. */
export function documentText(document: unknown): string {
  return document === undefined ? '\n' : writeYaml([document as Json]);
}

/** The same for a file. */
export function documentPieces(document: unknown): YamlPiece[] {
  return document === undefined ? ['\n'] : writeYamlPieces(document as Json);
}

/** What stands between two documents of a file. */
export const DOCUMENT_SEPARATOR = '---\n';

/** The text of some documents in one string. */
export function documentsText(documents: unknown[]): string {
  return documents.map(documentText).join(DOCUMENT_SEPARATOR);
}
