import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { PREFIX } from './temporary-folder';

export default function removeTemporaryFolder(): void {
  // Never a folder that is not ours.
  if (basename(tmpdir()).startsWith(PREFIX)) rmSync(tmpdir(), { recursive: true, force: true });
}
