import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

interface Case {
  readonly id: string;
  readonly object: JsonObject;
  readonly expected: { readonly accepted: { readonly calicoctl: boolean; readonly native: boolean } };
}

const FILE = join(__dirname, '../../../shared/conformance/validation.jsonl.gz');

const read = (): Case[] => gunzipSync(readFileSync(FILE)).toString().trim().split('\n').map((line) => JSON.parse(line) as Case);

(existsSync(FILE) ? describe : describe.skip)("Calico's own answers (../shared/conformance)", () => {
  test.each(['calicoctl', 'native'] as const)('%s refuses what we say it refuses', (mode) => {
    const mismatches: string[] = [];
    for (const test of read()) {
      const findings = validateManifest({ object: test.object, origin: {} }, { version: CalicoVersion.V3_33 });
      const refused = findings.some((finding) => finding.refusedBy.includes(mode));
      if (refused === test.expected.accepted[mode]) mismatches.push(test.id);
    }
    expect(mismatches).toEqual([]);
  });
});
