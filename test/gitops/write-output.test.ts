import { spawn } from 'child_process';
import { once } from 'events';
import * as fs from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { recoverOutput, writeOutput } from '../../src/gitops/write-output';

type Output = Record<string, string>;
const OLD: Output = { 'a.yaml': 'old a\n', 'same.yaml': 'same\n', 'gone/b.yaml': 'old b\n', 'c/d.yaml': 'old d\n' };
const NEW: Output = { 'a.yaml': 'new a\n', 'same.yaml': 'same\n', 'new/e.yaml': 'new e\n', 'c/d.yaml': 'new d\n' };

let folder: string;
beforeEach(() => { folder = fs.mkdtempSync(join(tmpdir(), 'calico-write-')); });
afterEach(() => { jest.restoreAllMocks(); fs.rmSync(folder, { recursive: true, force: true }); });

function write(output: Output, app?: number): void {
  writeOutput(folder, Object.entries(output).map(([path, text]) => ({ path, content: [text] })), app);
}

function read(): Output {
  return Object.fromEntries(fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name)).map((path) => [relative(folder, path), fs.readFileSync(path, 'utf8')] as const)
    .filter(([path]) => !path.startsWith('.cdk8s-calico')));
}

test('stale files and the folders that they leave empty go; what others wrote or edited stays', () => {
  const note = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  write({ ...OLD, 'edited.yaml': 'ours\n' });
  fs.writeFileSync(join(folder, 'foreign.yaml'), 'theirs\n');
  fs.writeFileSync(join(folder, 'edited.yaml'), 'edited\n');
  write(NEW);
  expect(read()).toEqual({ ...NEW, 'foreign.yaml': 'theirs\n', 'edited.yaml': 'edited\n' });
  expect(fs.existsSync(join(folder, 'gone'))).toBe(false);
  expect(fs.readdirSync(join(folder, '.cdk8s-calico'))).toEqual(['files']);
  expect(note.mock.calls.join()).toContain('edited.yaml is no longer part of the output; it was edited');
});

test('pieces of text and bytes, short and long, stand one after the other', () => {
  const pieces = ['', 'ä€😀\n', Buffer.from('é\n'), '€'.repeat(1_365), 'x', Buffer.from('y'.repeat(70_000)), 'z'.repeat(100_000), Buffer.from('end')];
  writeOutput(folder, [{ path: 'long.yaml', content: pieces }, { path: 'empty.yaml', content: [] }]);
  expect(read()).toEqual({ 'long.yaml': pieces.map(String).join(''), 'empty.yaml': '' });
});

test('the same output leaves every file alone, list included', () => {
  write(OLD);
  const before = fs.readFileSync(join(folder, '.cdk8s-calico/files'), 'utf8');
  const { mtimeMs } = fs.statSync(join(folder, 'a.yaml'));
  write(OLD);
  expect(fs.readFileSync(join(folder, '.cdk8s-calico/files'), 'utf8')).toBe(before);
  expect(fs.statSync(join(folder, 'a.yaml')).mtimeMs).toBe(mtimeMs);
});

test('a list with the marks of a merge still names what both sides wrote', () => {
  write(OLD);
  const list = join(folder, '.cdk8s-calico/files');
  fs.writeFileSync(list, `<<<<<<< HEAD\n${fs.readFileSync(list, 'utf8')}=======\n>>>>>>> other\n`);
  write(NEW);
  expect(read()).toEqual(NEW);
});

test('a list or a journal never leads out of the folder', () => {
  const outside = join(folder, 'outside.yaml');
  fs.writeFileSync(outside, 'old b\n');
  fs.mkdirSync(join(folder, 'dist/.cdk8s-calico/staged'), { recursive: true });
  fs.writeFileSync(join(folder, 'dist/.cdk8s-calico/staged/0'), 'evil');
  const remove = [{ path: '../outside.yaml', sha256: '', app: 1 }];
  fs.writeFileSync(join(folder, 'dist/.cdk8s-calico/journal'), JSON.stringify({ place: [['0', '../outside.yaml'], ['0', outside]], remove, list: '' }));
  recoverOutput(join(folder, 'dist'));
  expect(fs.readFileSync(outside, 'utf8')).toBe('old b\n');
});

class Killed extends Error {}
const CHANGES = ['mkdirSync', 'openSync', 'writeSync', 'closeSync', 'writeFileSync', 'renameSync', 'rmSync', 'rmdirSync'] as const;

/** Makes the program die before its n-th change of the disk; the dead change nothing more. */
function dieBefore(count: number): void {
  const disk = jest.requireActual<typeof fs>('fs');
  let left = count;
  for (const name of CHANGES) {
    const real = disk[name] as (...args: unknown[]) => unknown;
    (jest.spyOn(disk, name) as unknown as jest.SpyInstance).mockImplementation((...args: unknown[]) => {
      if (left-- <= 0) throw new Killed();
      return real(...args);
    });
  }
}

test('killed before any change of the disk, no file is half-written and the next run ends with all old or all new files', () => {
  const ends = new Set<string>();
  for (let count = 0; ; count += 1) {
    fs.rmSync(folder, { recursive: true, force: true });
    write(OLD);
    dieBefore(count);
    let finished = true;
    try {
      write(NEW);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      finished = false;
    }
    jest.restoreAllMocks();
    for (const [path, text] of Object.entries(read())) expect([OLD[path], NEW[path]]).toContain(text);
    const isBegun = fs.existsSync(join(folder, '.cdk8s-calico/journal'));
    if (!isBegun) expect([OLD, NEW]).toContainEqual(read());
    recoverOutput(folder);
    expect([OLD, NEW]).toContainEqual(read());
    expect(fs.readdirSync(join(folder, '.cdk8s-calico'))).toEqual(['files']);
    ends.add(read()['a.yaml']);
    write(NEW);
    expect(read()).toEqual(NEW);
    expect(fs.readdirSync(join(folder, '.cdk8s-calico'))).toEqual(['files']);
    if (finished) break;
  }
  expect(ends).toEqual(new Set(['old a\n', 'new a\n']));
});

test('a process killed at random moments leaves the old output or one that the next run completes', async () => {
  const size = 200;
  function outputOf(generation: number): Output {
    return Object.fromEntries(Array.from({ length: size }, (_, n) => [`${(n + generation) % (size + 7)}.yaml`, `${generation % 2} ${'x'.repeat(n * 20)}\n`]));
  }
  for (let kill = 0; kill < 6; kill += 1) {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'write-forever.ts'), folder, String(size)], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await new Promise((done) => setTimeout(done, Math.random() * 80));
    child.kill('SIGKILL');
    await once(child, 'exit');
    recoverOutput(folder);
    expect([outputOf(0), outputOf(1)]).toContainEqual(read());
    expect(fs.readdirSync(join(folder, '.cdk8s-calico'))).toEqual(['files']);
  }
}, 60_000);
