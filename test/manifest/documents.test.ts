import { convertLegacy, readManifests, takeManifests } from '../../src/manifest';

/** Manifests in the form in which guides print them. */
const LKE_LIST = `
    - apiVersion: projectcalico.org/v3
      kind: GlobalNetworkPolicy
      metadata:
        name: lke-specific
      spec:
        selector: "all()"
        order: 1
        ingress:
        - action: Allow
          protocol: TCP
          destination:
            nets:
            - "192.168.128.0/17"
            ports: [10250, 179]
        - action: Allow
          protocol: UDP
          destination:
            ports: ["30000:32767"]
`;

test('an indented list file, as calicoctl takes it', () => {
  const { manifests, problems } = readManifests(LKE_LIST, { file: 'BasicPolicy.yaml' });
  expect(problems).toEqual([]);
  expect(manifests).toHaveLength(1);
  expect(manifests[0].object).toMatchObject({ kind: 'GlobalNetworkPolicy', spec: { order: 1, ingress: [{ destination: { ports: [10250, 179] } }, {}] } });
  expect(manifests[0].origin.locate!(['spec', 'ingress', 1, 'protocol'])).toEqual({ line: 17, column: 11 });
});

test('an IBM list of calicoctl v1 policies', () => {
  const { manifests } = readManifests(`
- apiVersion: v1
  kind: policy
  metadata:
    name: allow-icmp
  spec:
    order: 1500
    selector: ibm.role in { 'worker_public', 'master_public' }
    ingress:
    - action: allow
      protocol: icmp
      icmp: {type: 8}
- apiVersion: v1
  kind: calicoApiConfig
  metadata:
  spec:
      etcdEndpoints: https://169.1.1.1:30001
`);
  expect(manifests.map(({ object }) => convertLegacy(object)!.object)).toMatchObject([
    { kind: 'GlobalNetworkPolicy', spec: { order: 1500, types: ['Ingress'], ingress: [{ action: 'Allow', protocol: 'ICMP', icmp: { type: 8 } }] } },
    { kind: 'CalicoAPIConfig', spec: { datastoreType: 'etcdv3', etcdEndpoints: 'https://169.1.1.1:30001' } },
  ]);
});

test('a text that is no UTF-8, and a template, are called what they are', () => {
  const help = (text: string): string | undefined => readManifests(text).problems[0].help;
  expect(help(Buffer.from('\uFEFFapiVersion: v1\n', 'utf16le').toString('utf8'))).toBe('this looks like UTF-16, which PowerShell writes for `>`: save it as UTF-8');
  expect(help('{{- if .Values.enabled }}\na: b\n{{- end }}\n')).toBe('this looks like a template: render it first (helm template)');
});

test('where an input has to be readable as a whole, the cure is told with the trouble', () => {
  expect(() => takeManifests(readManifests('{{- if .Values.on }}\na: b\n', { file: 'a.yaml' })))
    .toThrow(/^a\.yaml:1: .+ \(this looks like a template: render it first \(helm template\)\)$/);
});

describe('JSON objects one behind the other', () => {
  const [one, two] = ['one', 'two'].map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { text: 'a } " { \\ b' } }));
  test.each([
    ['in lines of their own', `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`, 2],
    ['with blanks between', `\n${JSON.stringify(one, undefined, 2)}\n\n${JSON.stringify(two, undefined, 2)}`, 13],
    ['without anything between', JSON.stringify(one) + JSON.stringify(two), 1],
    ['with tabs', `${JSON.stringify(one, undefined, '\t')}\n${JSON.stringify(two, undefined, '\t')}`, 11],
    ['before a document of YAML', `${JSON.stringify(one)}\n${JSON.stringify(two)}\n---\nkind: Namespace\n`, 2],
  ])('are read as objects: %s', (_, text, line) => {
    const { manifests, problems } = readManifests(text);
    expect(problems).toEqual([]);
    expect(manifests.slice(0, 2).map(({ object }) => object)).toEqual([one, two]);
    expect(manifests[1].origin.locate!([])?.line).toBe(line);
  });

  test.each(['{ "a": 1 } b', '{ "a": 1 } { "b": }', '{ "a": "1 } { "b": 2 }', '{ "a": 1 }}', '{{ .Values }}'])('%s is none', (text) => {
    expect(readManifests(text)).toMatchObject({ manifests: [], problems: [{ kind: 'syntax' }] });
  });
});
