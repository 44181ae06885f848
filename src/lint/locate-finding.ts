import { type Finding } from '../findings';
import { type Manifest, parsePath } from '../manifest';

/** The finding with its place in the file. Positions cost a second parse, so rules leave them to whoever reports. */
export function locateFinding(finding: Finding, { origin }: Manifest): Finding {
  if (finding.line !== undefined) { return finding; }
  const position = origin.locate?.(parsePath(finding.path));
  return { ...finding, ...origin.file !== undefined && { file: origin.file }, ...position };
}
