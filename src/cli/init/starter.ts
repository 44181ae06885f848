import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { packageFolder } from '../package-version';

/** The starters of the package, one folder for each language. */
const STARTERS = join(packageFolder(), 'templates');

/** npm takes a file of this name out of every package. */
const RENAMED: { readonly [file: string]: string } = { gitignore: '.gitignore' };

export interface StarterProps {
  /** The folder that it goes to: the project is called like it. */
  readonly folder: string;
  /** The Calico minor that it is for, like v3.31. */
  readonly minor: string;
  /** The version of our package that it uses. */
  readonly version: string;
}

/** The languages that have a starter. */
export function starterLanguages(): string[] {
  return readdirSync(STARTERS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** The files of a new project: text by path. */
export function starterFiles(language: string, { folder, minor, version }: StarterProps): Map<string, string> {
  // Each starter is a working project; these words of it are replaced.
  const replaced: [string, string][] = [
    ['"name": "calico-policies"', `"name": "${projectName(folder)}"`],
    ['"cdk8s-calico": "0.0.0"', `"cdk8s-calico": "${version}"`],
    ['version: 0.0.0', `version: ${version}`],
    ['v3.32', minor],
    ['V3_32', minor.replace('v', 'V').replace('.', '_')],
  ];
  const template = join(STARTERS, language);
  const files = readdirSync(template, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name, parentPath }): [string, string] => {
    const path = join(parentPath, name);
    const file = relative(template, path).replaceAll(sep, '/');
    return [RENAMED[file] ?? file, replaced.reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(path, 'utf8'))];
  }).sort(([a], [b]) => a < b ? -1 : 1));
}

/** A name that npm takes, from that of the folder. */
function projectName(folder: string): string {
  return basename(resolve(folder)).toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+|-+$/g, '') || 'calico-policies';
}
