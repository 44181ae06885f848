import { editDocument, parsePath, readManifests, type Json } from '../../src/manifest';

const TEXT = `# before
kind: X # the kind
spec:
  order: 0777   # octal
  selector: >
    all()
  ingress:
  - action: allow # lower
    ports: [80, "443"]
    only: {a: 1}
  # second
  - action: Deny
    bad: 1
  empty:
  flow: {a: 1, b: [x]}
`;

function edited(path: string, change: { value?: Json; renameTo?: string; remove?: boolean }, text = TEXT): string | undefined {
  const after = editDocument(text, { path: parsePath(path), ...change });
  return after;
}

/** The lines that differ, as `-old` and `+new`. */
function changes(after: string | undefined): string[] {
  const [old, now] = [TEXT.split('\n'), after!.split('\n')];
  return [...old.filter((line) => !now.includes(line)).map((line) => `-${line}`), ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`)];
}

test.each([
  ['spec.ingress[0].action', { value: 'Allow' }, ['-  - action: allow # lower', '+  - action: Allow # lower']],
  ['spec.ingress[0].ports[1]', { value: 443 }, ['-    ports: [80, "443"]', '+    ports: [80, 443]']],
  ['spec.ingress[0].ports', { value: ['80:90'] }, ['-    ports: [80, "443"]', '+    ports: ["80:90"]']],
  ['spec.ingress[0].ports[1]', { remove: true }, ['-    ports: [80, "443"]', '+    ports: [80]']],
  ['spec.ingress[0].ports[0]', { remove: true }, ['-    ports: [80, "443"]', '+    ports: ["443"]']],
  ['spec.ingress[0].only.a', { remove: true }, ['-    only: {a: 1}', '+    only: {}']],
  ['spec.ingress[1].bad', { remove: true }, ['-    bad: 1']],
  ['spec.ingress[1].bad', { renameTo: 'protocol' }, ['-    bad: 1', '+    protocol: 1']],
  ['spec.ingress[1].protocol', { value: 'TCP' }, ['+    protocol: TCP']],
  ['spec.ingress[1].destination.ports', { value: [80] }, ['+    destination: { ports: [ 80 ] }'.replace('[ 80 ]', '[80]')]],
  ['spec.order', { value: '0777' }, ['-  order: 0777   # octal', '+  order: "0777"   # octal']],
  ['spec.empty', { value: 'on' }, ['-  empty:', '+  empty: "on"']],
  ['spec.flow.c', { value: 'y' }, ['-  flow: {a: 1, b: [x]}', '+  flow: {a: 1, b: [x], c: "y"}']],
  ['spec.flow.a', { renameTo: 'n' }, ['-  flow: {a: 1, b: [x]}', '+  flow: {"n": 1, b: [x]}']],
  ['spec.selector', { value: 'all()' }, ['-  selector: >', '-    all()', '+  selector: all()']],
] as [string, { value?: Json; renameTo?: string; remove?: boolean }, string[]][])('%s %j', (path, change, lines) => {
  const after = edited(path, change);
  expect(changes(after)).toEqual(lines);
  expect(readManifests(after!).problems).toEqual([]);
});

test('what stands first in a list item can go, and a whole item too', () => {
  expect(edited('spec.ingress[1].action', { remove: true })).toContain('  # second\n  - bad: 1\n');
  const { manifests } = readManifests(edited('spec.ingress[0]', { remove: true })!);
  expect(manifests[0].object).toMatchObject({ spec: { ingress: [{ action: 'Deny', bad: 1 }] } });
});

test('a block that loses its only field stays an object', () => {
  expect(edited('a.b', { remove: true }, 'a:\n  b: 1\nc: 2\n')).toBe('a: {}\nc: 2\n');
  expect(edited('a', { value: [1] }, 'a:\n  b: 1\nc: 2\n')).toBe('a: [1]\nc: 2\n');
});

test('what cannot be done in place is not done', () => {
  expect(edited('b.x', { value: 2 }, 'a: &a {x: 1}\nb: *a\n')).toBeUndefined();
  expect(edited('a.x', { value: 2 }, 'a: text\n')).toBeUndefined();
  expect(edited('a', { renameTo: 'b' }, 'a: 1\nb: 2\n')).toBeUndefined();
  expect(edited('nope', { remove: true })).toBeUndefined();
});
