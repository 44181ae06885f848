import { writeFileSync } from 'node:fs';
import { reasonFor } from './reasons';
import { readResults, type FileResult, type Results } from './results';

const INTRODUCTION = `# Mutation testing

What the tests notice, measured: [Stryker](https://stryker-mutator.io) changes the sources one small bit at a time (a condition turned round, a number off by one,
a line left out) and runs the tests against each. A change that no test notices is a survivor: a rule that could break unseen.

    npm run test:mutation -- selector                 # a room
    npm run test:mutation -- validation/rules         # a folder or a file of one
    npm run test:mutation -- selector --force         # everything again, not only what changed

The first run fetches Stryker into \`.cache/mutation\`, so \`npm ci\` stays as quick as it is. Only the tests of the mutated room run, in a copy of the repository, and of these
not the slow ones: the recorded answers of Calico and the pages' examples; properties try few cases, the same ones for every mutant. So the numbers are those of the unit tests alone.
The tests and what they import are one script that is loaded anew for every mutant (scripts/mutation/runner.mjs): a few hundred mutants a minute. Changes of texts are left out.
Without \`--force\` a survivor in code that runs while the sources load stays one, though new tests may notice it.
A run rewrites this page and scripts/mutation/results.json for the files that it measures; a file that is not in the tables was not measured.

A change that makes the tests run for ever, or breaks them while they load, counts as noticed. *Not reached* are changes of code that no test runs; they count as survivors.
`;

interface Counts {
  readonly noticed: number;
  readonly survived: number;
  readonly unreached: number;
}

const countsOf = ({ noticed, survivors, unreached }: FileResult): Counts => ({ noticed, survived: survivors.length, unreached: unreached.length });

function sum(all: readonly Counts[]): Counts {
  const add = (field: keyof Counts): number => all.reduce((total, counts) => total + counts[field], 0);
  return { noticed: add('noticed'), survived: add('survived'), unreached: add('unreached') };
}

function row(name: string, { noticed, survived, unreached }: Counts, day = ''): string {
  const all = noticed + survived + unreached;
  return `| ${name} | ${all} | ${noticed} | ${survived} | ${unreached} | ${(noticed / all * 100).toFixed(1)} % | ${day} |`;
}

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const short = line.length > 70 ? `${line.slice(0, 69)}…` : line;
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``;
}

const roomOf = (file: string): string => file.split('/')[1];
const shortName = (file: string): string => file.replace(/^src\//, '');

function livingMutants(results: Results): string {
  const groups = new Map<string, string[]>();
  for (const [file, { survivors, unreached }] of Object.entries(results)) {
    for (const mutant of [...survivors, ...unreached]) {
      const why = reasonFor(mutant, file) ?? 'No test notices';
      groups.set(why, [...groups.get(why) ?? [], `- ${shortName(file)}:${mutant.line} ${mutant.mutator}: ${code(mutant.replacement)}`]);
    }
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length).map(([why, lines]) => `### ${why}\n\n${lines.length} survivors.\n\n${lines.join('\n')}\n`).join('\n');
}

/** Writes the page of the results that there are. */
export function writeTable(resultsFile: string, page: string): void {
  const results = readResults(resultsFile);
  const tables = [...new Set(Object.keys(results).map(roomOf))].map((room) => {
    const files = Object.entries(results).filter(([file]) => roomOf(file) === room);
    return [
      `## ${room}`, '', '| file | mutants | noticed | survived | not reached | score | measured |', '|---|---|---|---|---|---|---|',
      ...files.map(([file, result]) => row(shortName(file), countsOf(result), result.day)), row(`**${room}**`, sum(files.map(([, result]) => countsOf(result)))), '',
    ].join('\n');
  });
  writeFileSync(page, [INTRODUCTION, ...tables, '## Survivors\n', livingMutants(results)].join('\n'));
}
