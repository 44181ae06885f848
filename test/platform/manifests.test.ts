import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { againstCrds, HAS_CRDS } from './crds';
import { CalicoTarget, CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

const ROOT = join(__dirname, '../..');

/** What an example writes. */
function synthesized(example: string): any[] {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  const result = spawnSync(process.execPath, [require.resolve('tsx/cli'), '--conditions=cdk8s-calico-source', 'main.ts'], {
    cwd: join(ROOT, 'examples', example), env: { ...process.env, CDK8S_OUTDIR: outdir }, encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new Error(result.stderr);
  }
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => (parseAllDocuments(readFileSync(join(outdir, file), 'utf8')) as any[]).map((document) => document.toJS()));
}

describe.each(['iks-default-policies', 'security-guide'])('example %s', (example) => {
  const objects = synthesized(example);

  (HAS_CRDS ? test : test.skip).each(['v3.31', 'v3.33'] as const)('passes the CRDs of Calico %s', (version) => {
    const { checked, errors } = againstCrds(version, objects);
    expect(errors).toEqual([]);
    expect(checked.length).toBeGreaterThan(5);
  });

  test.each([CalicoVersion.V3_31, CalicoVersion.V3_33])('raises no finding for Calico %s', (version) => {
    const target = CalicoTarget.of(version);
    const findings = objects.flatMap((object) => validateManifest({ object, origin: {} }, target));
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  test('writes no null and no status', () => {
    expect(JSON.stringify(objects)).not.toMatch(/null|"status"/);
  });
});

if (!HAS_CRDS) {
  console.log('The CRDs are not beside the repository: manifests were not compared with them.');
}

(HAS_CRDS ? test : test.skip)('the comparison sees a wrong field and a wrong value', () => {
  const felix = { apiVersion: 'projectcalico.org/v3', kind: 'FelixConfiguration', metadata: { name: 'default' }, spec: { wireguardEnable: true, ipipMTU: 'x' } };
  expect(againstCrds('v3.33', [felix]).errors).toHaveLength(2);
});
