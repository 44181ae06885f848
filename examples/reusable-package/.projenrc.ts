import { cdk8s, javascript, typescript } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'shop-network-baseline',
  description: 'What every namespace of the shop gets',
  author: 'The shop',
  authorAddress: 'platform@shop.example',
  authorOrganization: true,
  repositoryUrl: 'https://git.example.com/shop/network-baseline.git',
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  minNodeVersion: '20.16.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.4.2',
  sampleCode: false,
  github: false,
  release: false,
  // An app holds one copy of cdk8s-calico, which it shares with this package: a peer, as cdk8s and constructs are.
  peerDeps: ['cdk8s-calico@^0.0.0'],
  jestOptions: { updateSnapshot: javascript.UpdateSnapshot.NEVER, junitReporting: false },
  eslintOptions: { dirs: ['src'], commandOptions: { fix: false } },
  publishToPypi: { distName: 'shop-network-baseline', module: 'shop_network_baseline' },
});
project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.synth();
