import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { synthExample } from './synth-example';
import { command } from '../cli/run-command';

const charts = synthExample('online-shop');

test('policy', () => {
  expect(charts.policy).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: Tier
metadata:
  name: security
spec:
  defaultAction: Pass
  order: 100
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: security
  name: security.quarantine
spec:
  egress:
    - action: Deny
  ingress:
    - action: Deny
  order: 100
  selector: quarantine == "true"
  tier: security
  types:
    - Ingress
    - Egress
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata:
  name: platform
spec:
  defaultAction: Pass
  order: 200
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: platform
  name: platform.dns
spec:
  egress:
    - action: Allow
      destination:
        namespaceSelector: projectcalico.org/name == "kube-system"
        ports:
          - 53
        selector: k8s-app == "kube-dns"
      protocol: UDP
    - action: Allow
      destination:
        namespaceSelector: projectcalico.org/name == "kube-system"
        ports:
          - 53
        selector: k8s-app == "kube-dns"
      protocol: TCP
  namespaceSelector: projectcalico.org/name != "kube-system"
  order: 100
  selector: projectcalico.org/orchestrator == "k8s"
  tier: platform
  types:
    - Egress
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata:
  name: application
spec:
  defaultAction: Deny
  order: 300
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: application
  name: application.storefront
  namespace: shop
spec:
  egress:
    - action: Allow
      destination:
        ports:
          - 8080
        selector: app == "orders"
      protocol: TCP
  ingress:
    - action: Allow
      destination:
        ports:
          - 8080
      protocol: TCP
  order: 100
  selector: app == "storefront"
  tier: application
  types:
    - Ingress
    - Egress
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: application
  name: application.orders
  namespace: shop
spec:
  egress:
    - action: Allow
      destination:
        ports:
          - 5432
        selector: app == "database"
      protocol: TCP
  ingress:
    - action: Allow
      destination:
        ports:
          - 8080
      protocol: TCP
      source:
        selector: app == "storefront"
  order: 200
  selector: app == "orders"
  tier: application
  types:
    - Ingress
    - Egress
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: application
  name: application.database
  namespace: shop
spec:
  egress: []
  ingress:
    - action: Allow
      destination:
        ports:
          - 5432
      metadata:
        annotations:
          calico.cdk8s.io/because: only orders keeps data
      protocol: TCP
      source:
        selector: app == "orders"
  order: 300
  selector: app == "database"
  tier: application
  types:
    - Ingress
    - Egress
"
`);
});

describe('what is asked about it', () => {
  let dist: string;
  beforeAll(() => {
    dist = mkdtempSync(join(tmpdir(), 'cdk8s-calico-example-'));
    for (const [name, text] of Object.entries(charts)) { writeFileSync(join(dist, `${name}.k8s.yaml`), text); }
  });
  afterAll(() => { rmSync(dist, { recursive: true }); });

  test('what shop-policy.yaml says holds', async () => {
    const { code, out, error } = await command('test', resolve(__dirname, '../../examples/online-shop/shop-policy.yaml'), '--manifests', dist);
    expect([code, out, error]).toEqual([0, expect.stringMatching(/shop-policy.yaml: 4 assertions hold\n$/), '']);
  });

  test('the README shows answers as they are', async () => {
    const [, shown] = /```console\n([^]*?)```/.exec(readFileSync(resolve(__dirname, '../../README.md'), 'utf8'))!;
    const answers = shown.split(/^\$ cdk8s-calico /m).slice(1).map((each) => each.trimEnd().split('\n'));
    expect(answers).toHaveLength(2);
    for (const [question, ...lines] of answers) {
      const { out } = await command(...question.split(' ').map((word) => word.replace('dist/online-shop', dist)));
      expect(out.replaceAll(dist, 'dist/online-shop').split('\n')).toEqual(expect.arrayContaining(lines.filter((line) => line !== '…')));
    }
  });
});
