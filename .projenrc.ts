import { cdk8s, javascript, typescript } from 'projen';

/**
 * The rooms of src/ by floor. A room may use any room on a lower floor and none on its own;
 * eslint enforces it (see ARCHITECTURE.md).
 */
const FLOORS: string[][] = [
  ['network', 'selector', 'target', 'manifest', 'findings'],
  ['validation', 'cluster'],
  ['verdict', 'resource'],
  ['lint', 'endpoint'],
  ['policy', 'platform'],
  ['patterns', 'assertions', 'gitops'],
  ['cli', 'matchers'],
];

/** The export condition under which `cdk8s-calico` resolves to the sources: examples, docs and tests need no compile. */
const SOURCE_CONDITION = 'cdk8s-calico-source';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-calico',
  description: 'Write, prove and ship network security for Calico and Kubernetes as cdk8s constructs',
  author: 'cdk8s-calico contributors',
  authorAddress: 'maintainers@cdk8s-calico.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-calico/cdk8s-calico.git',
  keywords: ['cdk8s', 'calico', 'kubernetes', 'network-policy', 'security'],
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,

  projenrcTs: true,
  projenrcTsOptions: { projenCodeDir: '.projen' },
  runner: typescript.TypeScriptRunner.tsx(),
  minNodeVersion: '20.16.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.4.2',
  deps: [],
  bundledDeps: ['yaml@^2.9', 'js-yaml@^5', 'commander@^14'],
  devDeps: [
    'ajv@^8',
    'cdk8s-cli@^2.207.0',
    'cdk8s-plus-34@^2.0.54',
    'concurrently@^9',
    'fast-check@^4',
    'tinybench@^6',
  ],
  bin: { 'cdk8s-calico': 'lib/src/cli/main.js' },

  // imports/ lies beside src/, so the package's root is the repository's.
  entrypoint: 'lib/src/index.js',
  tsconfig: { compilerOptions: { rootDir: '.' }, include: ['imports/**/*.ts', 'imports/**/*.json'] },
  compressAssembly: true,
  sampleCode: false,

  github: false,
  release: false,
  buildWorkflow: false,
  depsUpgrade: false,
  pullRequestTemplate: false,

  typecheckTests: true,
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    coverageText: false,
    jestConfig: {
      collectCoverage: false,
      coverageReporters: ['text-summary', 'lcov'],
      collectCoverageFrom: ['src/**/*.ts'],
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
      moduleNameMapper: { '^cdk8s-calico$': '<rootDir>/src', '^cdk8s-calico/(jest|jest-globals)$': '<rootDir>/src/matchers/$1' },
      globalSetup: '<rootDir>/test/setup/temporary-folder.ts',
      globalTeardown: '<rootDir>/test/setup/remove-temporary-folder.ts',
      modulePathIgnorePatterns: ['<rootDir>/.cache/'],
      maxWorkers: '100%', // Jest leaves one core alone, and then two are as one
    },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'templates', 'scripts', 'bench', '.projenrc.ts'],
    commandOptions: { fix: false },
  },

  publishToPypi: { distName: 'cdk8s-calico', module: 'cdk8s_calico' },
  publishToMaven: { javaPackage: 'io.github.cdk8scalico', mavenGroupId: 'io.github.cdk8s-calico', mavenArtifactId: 'cdk8s-calico' },
  publishToNuget: { dotNetNamespace: 'Cdk8sCalico', packageId: 'Cdk8sCalico' },
  publishToGo: { moduleName: 'github.com/cdk8s-calico/cdk8s-calico-go' },
  gitignore: ['.jsii.gz', '.jsii.tabl.json', '/test/oracle/bin/', '/test/crd/bin/', '/.cache/', 'examples/*/dist/'],
});

// Node 20 is supported here; the jsii tools print a box about its end of life on each call.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
const MATCHERS = { 'jest': 'jest', 'jest-globals': 'jest-globals', 'matchers': 'index' };
const TEST_FRAMEWORKS = Object.fromEntries(Object.entries(MATCHERS).map(([name, file]) => [`./${name}`, {
  [SOURCE_CONDITION]: `./src/matchers/${file}.ts`, types: `./lib/src/matchers/${file}.d.ts`, default: `./lib/src/matchers/${file}.js`,
}]));
// TypeScript finds the types of subpaths here where it does not read `exports` (moduleResolution node10, as cdk8s init sets it).
project.addFields({ typesVersions: { '*': Object.fromEntries(Object.entries(MATCHERS).map(([name, file]) => [name, [`lib/src/matchers/${file}.d.ts`]])) } });
// JsiiBuild writes lib/index.d.ts whatever the entry point is.
project.addFields({ types: 'lib/src/index.d.ts' });
project.addFields({
  exports: {
    '.': { [SOURCE_CONDITION]: './src/index.ts', types: './lib/src/index.d.ts', default: './lib/src/index.js' },
    ...TEST_FRAMEWORKS,
    './package.json': './package.json',
    './.jsii': './.jsii',
    './.jsii.gz': './.jsii.gz',
    './.warnings.jsii.js': './.warnings.jsii.js',
  },
});
// The newest unrs-resolver has no complete set of platform packages, which makes `npm ci` refuse the lock file.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.npmignore?.addPatterns('/imports/', '/examples/', '/scripts/', '/bench/', '/docs/*', '!/docs/findings/', '/rosetta/', '/.jsii.tabl.json', '/.ci/', '/.cache/');
// The declarations say the same as API.md, where an editor looks; the others are for those who have the repository.
project.npmignore?.addPatterns('/API.md', '/ARCHITECTURE.md', '/CONTRIBUTING.md');

project.tasks.tryFind('docgen')?.reset('jsii-docgen -s root -o API.md');
// Other languages' packages keep the file mode; without the bit their wrapper of the command fails.
project.tasks.tryFind('post-compile')?.exec('chmod +x lib/src/cli/main.js');

project.packageTask.reset();
project.packageTask.exec('jsii-pacmak -v --target js');
project.packageTask.exec('jsii-pacmak --code-only --target python --target java --target dotnet --target go');

// Programs beside the product see it as a user does: by its name, resolved to the sources.
const programs = ['examples', 'templates', 'scripts', 'bench'];
const asUser = { noEmit: true, customConditions: [SOURCE_CONDITION] };
for (const folder of programs) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`, include: ['**/*.ts', '**/.projenrc.ts'], compilerOptions: { ...asUser, rootDir: '..' },
  }).addExtends(project.tsconfig!);
}
// All of them at once for the tests: the sources are read once.
const allPrograms = new javascript.TypescriptConfig(project, {
  fileName: 'tsconfig.programs.json',
  include: programs.flatMap((folder) => [`${folder}/**/*.ts`, `${folder}/**/.projenrc.ts`]),
  compilerOptions: { ...asUser, rootDir: '.' },
});
allPrograms.addExtends(project.tsconfig!);
allPrograms.file.addOverride('compilerOptions.paths', { 'cdk8s-calico': ['./src/index.ts'] });
// A starter has a package.json of its own, so our name means nothing to it here.
project.tryFindObjectFile('templates/tsconfig.json')?.addOverride('compilerOptions.paths', { 'cdk8s-calico': ['../src/index.ts'] });
project.tryFindObjectFile('test/tsconfig.json')?.addOverride('compilerOptions.customConditions', [SOURCE_CONDITION]);

// The page of `matrix --format html`: its script runs in browsers, its files lie beside the compiled code that puts them together.
const pageFolder = 'src/cli/matrix/page';
new javascript.TypescriptConfig(project, {
  fileName: 'test/browser/tsconfig.json',
  include: [`../../${pageFolder}/client/*.js`],
  compilerOptions: { allowJs: true, checkJs: true, noEmit: true, strict: true, rootDir: '../..', lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
});
project.compileTask.exec(`mkdir -p lib/${pageFolder} && cp -R ${pageFolder}/*.html ${pageFolder}/*.css ${pageFolder}/client lib/${pageFolder}/`);

const rooms = FLOORS.flat();
project.eslint?.addRules({
  'import/no-restricted-paths': ['error', {
    zones: FLOORS.flatMap((floor, level) => floor.map((room) => ({
      target: `./src/${room}`,
      from: FLOORS.slice(level).flat().filter((other) => other !== room).map((other) => `./src/${other}`),
      message: `${room}/ is on floor ${level} and may use lower floors only (ARCHITECTURE.md).`,
    }))),
  }],
  'no-restricted-imports': ['error', {
    patterns: [{
      regex: `^(\\.\\./)+(src/)?(${rooms.join('|')})/.+`,
      message: 'Enter a room through its index.',
    }],
  }],
  'import/no-cycle': ['error', { ignoreExternal: true }],
});
project.eslint?.addOverride({
  files: ['examples/**/*.ts', 'templates/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'],
  rules: { 'import/no-extraneous-dependencies': 'off', 'import/no-unresolved': 'off' },
});
// Whoever imports this file has @jest/globals.
project.eslint?.addOverride({ files: ['src/matchers/jest-globals.ts'], rules: { 'import/no-extraneous-dependencies': 'off' } });
// A test may look into the room that it tests.
project.eslint?.addOverride({ files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-restricted-imports': 'off' } });

project.addTask('demo', {
  description: 'Synthesize every example into dist/<example>/, and ask what the policies of one of them do',
  exec: `tsx --conditions=${SOURCE_CONDITION} scripts/demo/index.ts`,
});
project.addTask('bench', { description: 'Run the benchmarks', exec: `tsx --conditions=${SOURCE_CONDITION} bench/index.ts`, receiveArgs: true });
project.addTask('docs:check', {
  description: 'Compile the code of README.md and of the docstrings',
  exec: 'jsii-rosetta extract --compile --strict --fail .',
});
project.addTask('imports:facts', {
  description: 'CRD YAML -> imports/facts (give the folder with the CRDs)',
  exec: 'tsx scripts/imports/facts.ts',
  receiveArgs: true,
});
project.addTask('imports:generate', { description: 'imports/facts -> the TypeScript in imports/', exec: 'tsx scripts/imports/generate.ts' });
// What does not wait for each other runs side by side. rosetta reads README.md from the compiled assembly.
project.testTask.reset();
project.testTask.exec(`concurrently --group --max-processes 2 ${[
  'projen eslint',
  'projen compile && projen docs:check',
  'tsc -p test/tsconfig.json --noEmit',
  'tsc -p tsconfig.programs.json',
  'tsx scripts/docs-code.ts',
  'tsc -p test/browser/tsconfig.json',
].map((command) => `"${command}"`).join(' ')}`);
project.testTask.exec('jest --passWithNoTests --ci', { receiveArgs: true });
// Suites that need more than Node; each installs what it needs.
project.addTask('test:oracle', { description: "Compare with Calico's own Go code (needs Go)", exec: 'test/oracle/run.sh', receiveArgs: true });
project.addTask('test:crd', { description: "Compare with the API server's own packages (needs Go)", exec: 'test/crd/run.sh', receiveArgs: true });
project.addTask('test:naive', {
  description: 'Compare verdicts with the naive evaluator: -- --count NUMBER [--seed NUMBER]',
  exec: `tsx --conditions=${SOURCE_CONDITION} --tsconfig test/tsconfig.json test/verdict/naive/run.ts`,
  receiveArgs: true,
});
project.addTask('test:properties', {
  description: 'Try every property of the tests twenty times as often, with cases of its own: -- [--seed NUMBER] [--share NUMBER] [FILE…]',
  exec: 'tsx scripts/properties.ts',
  receiveArgs: true,
});
// By hand: the first build takes minutes (docs/evidence.md).
project.addTask('test:apiserver', { description: 'Apply every example to a real kube-apiserver (needs Go, openssl, etcd)', exec: 'test/apiserver/run.sh', receiveArgs: true });
project.addTask('test:mutation', {
  description: 'Change the sources of a room, a folder or a file one small bit at a time, and count what its tests notice (docs/mutation.md)',
  exec: `tsx --conditions=${SOURCE_CONDITION} scripts/mutation/index.ts`,
  receiveArgs: true,
});
project.addTask('test:languages', { description: 'Build and use the package in other languages', exec: 'test/languages/run.sh', receiveArgs: true });
project.addTask('test:browser', {
  description: 'Open the page and the diagram of `cdk8s-calico matrix` in a browser (needs Chromium)', exec: 'test/browser/run.sh', receiveArgs: true,
});
// Suites that use the package as a user gets it: packed, installed from the registry's packages into a folder elsewhere.
const usePackage = (name: string, description: string) => {
  const task = project.addTask(`test:${name}`, { description });
  task.exec('rm -rf lib'); // what was compiled of sources that are gone would be packed too
  task.spawn(project.compileTask);
  task.exec('chmod +x lib/src/cli/main.js');
  task.exec(`jest --ci --testMatch '<rootDir>/test/package/${name}.suite.ts'`, { receiveArgs: true });
};
usePackage('package', 'Pack, install and use the package');
usePackage('init', 'Start a project with `cdk8s-calico init` and use it');
usePackage('reusable', 'Build a package on top of ours and use it');
usePackage('synth', 'Run `cdk8s synth` on every example');

project.synth();
