import type { JudgedRollout, JudgedStep, WrongFlow } from '../../gitops';

const ORDERS = {
  plan: 'a plan, worked out', waves: 'the sync waves of the manifests', folders: 'the numbered folders of the manifests', files: 'one object after the other, as read',
} as const;

/** More flows of a step are counted only, but in JSON. */
const MOST_FLOWS = 20;
const MOST_NAMES = 3;

/** A judged rollout for people, for a comment on a pull request, or for other programs. */
export function printRollout(rollout: JudgedRollout, format: 'text' | 'markdown' | 'json'): string {
  switch (format) {
    case 'json': return `${JSON.stringify({ version: 1, summary: counts(rollout), ...rollout }, undefined, 2)}\n`;
    case 'markdown': return markdown(rollout);
    default: return text(rollout);
  }
}

/** A flow that stays wrong over several steps counts once. */
function counts({ steps }: JudgedRollout): { cut: number; opened: number; disturbed: number } {
  const wrong = new Map(steps.flatMap((step) => step.wrong).map((flow) => [JSON.stringify(flow), flow.kind]));
  return {
    cut: [...wrong.values()].filter((kind) => kind === 'cut').length,
    opened: [...wrong.values()].filter((kind) => kind === 'opened').length,
    disturbed: steps.reduce((sum, { disturbed }) => sum + disturbed.length, 0),
  };
}

function summary(rollout: JudgedRollout): string {
  if (rollout.steps.length === 0) { return 'Nothing changes.'; }
  const { cut, opened, disturbed } = counts(rollout);
  const after = cut + opened === 0 ? 'No flow is cut or opened on the way.'
    : `On the way flows are wrong: ${[...cut === 0 ? [] : [`${cut} cut`], ...opened === 0 ? [] : [`${opened} opened`]].join(', ')}.`;
  return disturbed === 0 ? after : `${after} ${disturbed === 1 ? '1 flow' : `${disturbed} flows`} may be wrong for a moment inside of a step.`;
}

function text(rollout: JudgedRollout): string {
  return [
    `Order: ${ORDERS[rollout.order]}`,
    ...rollout.steps.flatMap((step, index) => [
      `${index + 1}. ${step.name}${step.why === undefined ? '' : `: ${step.why}`}`,
      ...step.changes.map(({ verb, object }) => `   ${SIGNS[verb]} ${object}`),
      ...step.reasons.map((reason) => `     ${reason}`),
      ...some(step.disturbed.map((flow) => `   may be cut or opened until this step is complete: ${flow}`)),
      ...wrongText(step.wrong, rollout.steps[index - 1]?.wrong ?? []),
    ]),
    summary(rollout),
  ].map((line) => `${line}\n`).join('');
}

/** What was told at the step before is only counted. */
function wrongText(wrong: readonly WrongFlow[], told: readonly WrongFlow[]): string[] {
  const known = new Set(told.map((flow) => JSON.stringify(flow)));
  const fresh = wrong.filter((flow) => !known.has(JSON.stringify(flow)));
  const still = wrong.length - fresh.length;
  return [...some(fresh.map((flow) => `   ${flowText(flow)}`)), ...still === 0 ? [] : [`   still wrong: ${still === 1 ? 'the flow' : `${still} flows`} above`]];
}

const SIGNS = { add: '+', change: '~', remove: '-' } as const;

function flowText(flow: WrongFlow): string {
  return `${kindText(flow).toUpperCase()}: ${endText(flow.from)} -> ${endText(flow.to)} ${flow.traffic}, ${flow.because}`;
}

function kindText({ kind, isCertain }: WrongFlow): string {
  return isCertain ? kind : `may be ${kind}`;
}

function endText(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more <= 0 ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`;
}

function some(lines: readonly string[]): string[] {
  const more = lines.length - MOST_FLOWS;
  return more <= 0 ? [...lines] : [...lines.slice(0, MOST_FLOWS), `   … and ${more} more; --format json has them all`];
}

function markdown(rollout: JudgedRollout): string {
  const first = new Map<string, { flow: WrongFlow; place: string }>();
  rollout.steps.forEach((step, index) => step.wrong.forEach((flow) => {
    const key = JSON.stringify(flow);
    if (!first.has(key)) { first.set(key, { flow, place: `${index + 1}. ${step.name}` }); }
  }));
  const flows = [...first.values()];
  const table = flows.length === 0 ? [] : [
    '| after step | what | from | to | traffic | why |',
    '| --- | --- | --- | --- | --- | --- |',
    ...flows.slice(0, MOST_FLOWS).map(({ flow, place }) => `| ${[
      place, kindText(flow), endText(flow.from), endText(flow.to), flow.traffic, flow.because,
    ].map(literally).join(' | ')} |`),
    ...flows.length <= MOST_FLOWS ? [] : [`\n… and ${flows.length - MOST_FLOWS} more: run \`cdk8s-calico rollout\` to see them.`],
    '',
  ];
  return [
    '### Rollout', '', `**${literally(summary(rollout))}** Order: ${ORDERS[rollout.order]}.`, '',
    ...table,
    ...rollout.steps.flatMap(stepMarkdown),
    ...rollout.notes.map((note) => `Note: ${literally(note)}`),
  ].map((line) => `${line}\n`).join('');
}

function stepMarkdown({ name, why, changes, disturbed }: JudgedStep, index: number): string[] {
  return [
    `${index + 1}. **${literally(name)}**${why === undefined ? '' : `: ${literally(why)}`}`,
    ...changes.map(({ verb, object }) => `   - ${verb} \`${object}\``),
    ...disturbed.length === 0 ? [] : [`   - may be wrong for a moment: ${some(disturbed).map(literally).join('; ')}`],
  ];
}

/** What Markdown would read is taken literally. */
function literally(plain: string): string {
  return plain.replace(/[\\|*_<>`[\]]/g, '\\$&');
}
