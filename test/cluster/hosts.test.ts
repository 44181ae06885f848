import { modelOf, notesOf } from './model-of';

const NODES = `
apiVersion: v1
kind: Node
metadata: { name: n1, labels: { zone: a } }
status: { addresses: [{ type: InternalIP, address: 192.0.2.1 }, { type: Hostname, address: n1 }] }
---
apiVersion: v1
kind: Node
metadata: { name: n2, labels: { zone: b }, annotations: { projectcalico.org/IPv4Address: 192.0.2.2/24, projectcalico.org/IPv4VXLANTunnelAddr: 10.0.0.2 } }
`;

function controllers(hostEndpoint: string): string {
  return `
apiVersion: projectcalico.org/v3
kind: KubeControllersConfiguration
metadata: { name: default }
spec: { controllers: { node: { hostEndpoint: ${hostEndpoint} } } }
---
${NODES}`;
}

describe('automatic host endpoints', () => {
  test('each node has one for all interfaces, with its labels and addresses and a profile that allows', () => {
    const { hostEndpoints } = modelOf(controllers('{ autoCreate: Enabled }'));
    expect(hostEndpoints).toMatchObject([
      { name: 'n1-auto-hep', node: 'n1', interfaceName: '*', profiles: ['projectcalico-default-allow'], isAutomatic: true },
      { name: 'n2-auto-hep', node: 'n2', interfaceName: '*', profiles: ['projectcalico-default-allow'], isAutomatic: true },
    ]);
    expect(Object.fromEntries(hostEndpoints[0].labels.known)).toEqual({ 'zone': 'a', 'projectcalico.org/created-by': 'calico-kube-controllers' });
    expect(hostEndpoints.map(({ expectedIPs }) => expectedIPs.length)).toEqual([1, 2]);
  });

  test('none unless enabled', () => {
    expect(modelOf(controllers('{ autoCreate: Disabled }')).hostEndpoints).toEqual([]);
    expect(modelOf(NODES).hostEndpoints).toEqual([]);
  });

  test('templates select nodes and take the addresses in their networks', () => {
    const template = '{ generateName: lan, nodeSelector: "zone == \'b\'", interfaceCIDRs: [10.0.0.0/8], labels: { net: lan } }';
    const { hostEndpoints } = modelOf(controllers(`{ autoCreate: Enabled, createDefaultHostEndpoint: Disabled, templates: [${template}] }`));
    expect(hostEndpoints).toMatchObject([{ name: 'n2-lan-auto-hep', node: 'n2', interfaceName: '', nets: [{ prefix: 32 }] }]);
    expect(hostEndpoints[0].labels.known.get('net')).toBe('lan');
  });

  test('a dump holds them too: the object counts', () => {
    const own = `${controllers('{ autoCreate: Enabled }')}
---
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: n1-auto-hep }, spec: { node: n1, interfaceName: '*', expectedIPs: [198.51.100.1] } }`;
    expect(modelOf(own).hostEndpoints.map(({ name, isAutomatic }) => [name, isAutomatic])).toEqual([['n1-auto-hep', false], ['n2-auto-hep', true]]);
  });

  test('what depends on more than manifests tell is reported', () => {
    expect(notesOf(controllers('{ autoCreate: Enabled }').replace(/---[^]*/, ''))).toEqual([expect.stringContaining('no-nodes:')]);
    const pattern = '{ generateName: x, nodeSelector: all(), interfacePattern: eth.* }';
    expect(notesOf(controllers(`{ autoCreate: Enabled, templates: [${pattern}] }`))).toContainEqual(expect.stringContaining('not-modelled:'));
  });
});

describe('FelixConfiguration', () => {
  const felix = (name: string, spec: string): string => `
---
{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: ${name} }, spec: { ${spec} } }`;

  test('a node has the fields of default, of those that select it in the order of names, and of its own', () => {
    const model = modelOf(NODES
      + felix('default', 'vxlanPort: 1, defaultEndpointToHostAction: ACCEPT, allowVXLANPacketsFromWorkloads: true')
      + felix('b-zone', 'nodeSelector: "zone == \'a\'", vxlanPort: 3')
      + felix('a-zone', 'nodeSelector: "has(zone)", vxlanPort: 2')
      + felix('node.n2', 'vxlanPort: 4, defaultEndpointToHostAction: Return'));
    expect(model.felix()).toMatchObject({ vxlanPort: 1, endpointToHostAction: 'Accept', allowVxlanFromWorkloads: true });
    expect(model.felix('n1')).toMatchObject({ vxlanPort: 3, endpointToHostAction: 'Accept', allowVxlanFromWorkloads: true });
    expect(model.felix('n2')).toMatchObject({ vxlanPort: 4, endpointToHostAction: 'Return' });
    expect(model.felix('elsewhere')).toMatchObject({ vxlanPort: 1 });
  });

  test('failsafes: defaults when absent, none for an empty list, and what is given', () => {
    const inbound = (spec: string): unknown => modelOf(felix('default', spec).slice(5)).felix().failsafeInbound;
    expect(inbound('')).toHaveLength(9);
    expect(inbound('failsafeInboundHostPorts: []')).toEqual([]);
    expect(inbound('failsafeInboundHostPorts: [{ port: 22 }, { protocol: udp, port: 68, net: 192.0.2.0/24 }]')).toMatchObject([
      { protocol: 6, port: 22 }, { protocol: 17, port: 68, net: { prefix: 24 } },
    ]);
  });

  test('what pods may send to their node is known of complete input only', () => {
    expect(modelOf(NODES).felix('n1').endpointToHostAction).toBe('Drop');
    expect(modelOf(NODES, { complete: false }).felix('n1').endpointToHostAction).toBeUndefined();
  });

  test.each<[string, string | undefined]>([
    ['{ name: FELIX_DEFAULTENDPOINTTOHOSTACTION, value: ACCEPT }', 'Accept'],
    ['{ name: FELIX_DEFAULTENDPOINTTOHOSTACTION, value: RETURN }', 'Return'],
    ['{ name: FELIX_DEFAULTENDPOINTTOHOSTACTION, value: "" }', 'Drop'],
    ['{ name: FELIX_DEFAULTENDPOINTTOHOSTACTION, valueFrom: {} }', 'Drop'],
    ['{ name: FELIX_LOGSEVERITYSCREEN, value: ACCEPT }', 'Drop'],
  ])('what pods may send to their node, by calico-node with %s: %s', (variable, expected) => {
    const calicoNode = `{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: calico-node, namespace: kube-system }, spec: { template: { spec: { containers:
      [{ name: flexvol }, { name: calico-node, env: [{ name: OTHER, value: x }, ${variable}] }] } } } }`;
    const action = (more: string, complete = true): string | undefined => modelOf(`${NODES}---\n${calicoNode}${more}`, { complete }).felix('n1').endpointToHostAction;
    expect(action('')).toBe(expected);
    expect(action('', false)).toBe(expected === 'Drop' ? undefined : expected);
    expect(action(felix('node.n1', 'defaultEndpointToHostAction: Drop'))).toBe(expected);
    const itsPod = calicoNode.replace('apps/v1, kind: DaemonSet', 'v1, kind: Pod').replace('spec: { template: { spec: {', 'spec: {').replace(/ \} \} \}$/, ' }');
    expect(modelOf(`${NODES}---\n${itsPod}`).felix('n1').endpointToHostAction).toBe(expected);
    expect(modelOf(`${NODES}---\n${calicoNode.replace('name: calico-node, env', 'name: other, env')}`).felix('n1').endpointToHostAction).toBe('Drop');
  });
});
