import { writeFileSync } from 'node:fs';
import { reasonFor } from './reasons';
import { readResults, type FileResult, type Mutant } from './results';

const INTRODUCTION = `# Mutation testing

What the tests notice, measured: [Stryker](https://stryker-mutator.io) changes the sources one small bit at a time (a condition turned round, a number off by one,
a line left out) and runs the tests against each. A change that no test notices is a survivor: a rule that could break unseen.

    npm run test:mutation -- selector                 # a room
    npm run test:mutation -- validation/rules         # a folder or a file of one
    npm run test:mutation -- selector --force         # everything again, not only what changed

The first run fetches Stryker into \`.cache/mutation\`, so \`npm ci\` stays as quick as it is. Only the tests of the mutated room run, in a copy of the repository, and of these
not the slow ones: the recorded answers of Calico, the pages' examples, and random properties. So the numbers are those of the unit tests alone. Changes of texts are left out.
Every run rewrites this page from its results; a file that is not in the tables was not measured.

A change that makes the tests run for ever counts as noticed. *Not reached* are changes of code that no test runs; they count as survivors.
`;

const NOTICED = new Set(['Killed', 'Timeout']);
const LIVING = new Set(['Survived', 'NoCoverage']);

function counts(mutants: readonly Mutant[]): { all: number; noticed: number; survived: number; unreached: number; score: string } {
  const count = (test: (mutant: Mutant) => boolean): number => mutants.filter(test).length;
  const noticed = count(({ status }) => NOTICED.has(status));
  const survived = count(({ status }) => status === 'Survived');
  const unreached = count(({ status }) => status === 'NoCoverage');
  const all = noticed + survived + unreached;
  return { all, noticed, survived, unreached, score: all === 0 ? '-' : `${(noticed / all * 100).toFixed(1)} %` };
}

function row(name: string, mutants: readonly Mutant[], commit = ''): string {
  const { all, noticed, survived, unreached, score } = counts(mutants);
  return `| ${name} | ${all} | ${noticed} | ${survived} | ${unreached} | ${score} | ${commit} |`;
}

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const short = line.length > 70 ? `${line.slice(0, 69)}…` : line;
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``;
}

const roomOf = ({ file }: FileResult): string => file.split('/')[1];

function survivors(results: readonly FileResult[]): string {
  const groups = new Map<string, string[]>();
  for (const { file, mutants } of results) {
    for (const mutant of mutants.filter(({ status }) => LIVING.has(status))) {
      const why = reasonFor(mutant, file) ?? 'No test notices';
      const lines = groups.get(why) ?? [];
      groups.set(why, [...lines, `- ${file.replace(/^src\//, '')}:${mutant.line} ${mutant.mutator}: ${code(mutant.replacement)}`]);
    }
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length).map(([why, lines]) => `### ${why}\n\n${lines.length} survivors.\n\n${lines.join('\n')}\n`).join('\n');
}

/** Writes the page of the results that there are. */
export function writeTable(cache: string, page: string): void {
  const results = readResults(cache).filter(({ mutants }) => mutants.length > 0);
  const rooms = [...new Set(results.map(roomOf))];
  const tables = rooms.map((room) => {
    const files = results.filter((result) => roomOf(result) === room);
    return [
      `## ${room}`, '', '| file | mutants | noticed | survived | not reached | score | measured at |', '|---|---|---|---|---|---|---|',
      ...files.map(({ file, mutants, commit }) => row(file.replace(/^src\//, ''), mutants, commit)), row(`**${room}**`, files.flatMap(({ mutants }) => mutants)), '',
    ].join('\n');
  });
  writeFileSync(page, [INTRODUCTION, ...tables, '## Survivors\n', survivors(results)].join('\n'));
}
