import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PREFIX = 'cdk8s-calico-test-';

/** Everything that tests write goes into one folder, so that nothing stays behind, whatever fails (remove-temporary-folder.ts). */
export default function useTemporaryFolder(): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), PREFIX));
}
