/** One script of the tests of a part and all sources that they import; packages stay outside. Run in the copy that Stryker makes. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';

await build({
  entryPoints: ['.cache/mutation/tests/tests.ts'],
  outfile: '.cache/mutation/tests/bundle.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  conditions: ['cdk8s-calico-source'],
  logLevel: 'error',
  plugins: [{
    name: 'where-a-file-was',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](src|test)[\\/].*\.ts$/ }, ({ path }) => ({
        loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('__dirname', JSON.stringify(dirname(path))),
      }));
    },
  }],
});
