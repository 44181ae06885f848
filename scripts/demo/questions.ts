import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONDITION, ROOT, run } from './run';

const SHOP = 'dist/online-shop';
/** The shop without the policy of its database, as a pull request would have it that forgot what the policy is for. */
const CHANGED = 'dist/online-shop-changed';
const FORGOTTEN = 'application.database';

/** A question to the command line, with the exit code that its answer has. */
const QUESTIONS: readonly { readonly why: string; readonly args: readonly string[]; readonly exitCode: number }[] = [
  { why: 'Would Calico refuse or ignore any of it?', args: ['check', SHOP], exitCode: 0 },
  { why: 'Who reaches whom?', args: ['matrix', SHOP], exitCode: 0 },
  { why: 'Can orders read the database, and which rule says so?', args: ['explain', 'shop/orders', 'shop/database', 'tcp/5432', SHOP], exitCode: 0 },
  { why: 'Why can the storefront not?', args: ['explain', 'shop/storefront', 'shop/database', 'tcp/5432', SHOP], exitCode: 2 },
  { why: 'What would change without the policy of the database?', args: ['diff', SHOP, CHANGED], exitCode: 2 },
  { why: 'In which order can it be applied, and no flow is cut on the way?', args: ['rollout', SHOP], exitCode: 0 },
];

/** Asks about the shop, and prints what somebody at a terminal would see. False when an answer is not the one that is expected. */
export function askAll(): boolean {
  forgetPolicy();
  return QUESTIONS.map(({ why, args, exitCode }) => {
    const { status, stdout, stderr } = run('tsx/cli', [CONDITION, 'src/cli/main.ts', ...args], ROOT);
    console.log(`\n# ${why}\n$ cdk8s-calico ${args.join(' ')}\n${stdout}${stderr}`.trimEnd());
    if (status !== exitCode) { console.error(`The exit code is ${status}; ${exitCode} was expected.`); }
    return status === exitCode;
  }).every(Boolean);
}

function forgetPolicy(): void {
  rmSync(join(ROOT, CHANGED), { recursive: true, force: true });
  cpSync(join(ROOT, SHOP), join(ROOT, CHANGED), { recursive: true });
  const file = join(ROOT, CHANGED, 'policy.k8s.yaml');
  const documents = readFileSync(file, 'utf8').split('---\n');
  const kept = documents.filter((document) => !document.includes(`\n  name: ${FORGOTTEN}\n`));
  if (kept.length !== documents.length - 1) { throw new Error(`${SHOP} has no policy ${FORGOTTEN}`); }
  writeFileSync(file, kept.join('---\n'));
}
