import { evaluateSelector, parseSelector, printSelector, tryParseSelector } from '../src/selector';

const ROUNDS = 40;

/** Selectors as people write them, from one condition to a dozen; each text differs so that nothing is remembered. */
const texts = Array.from({ length: 10_000 }, (_, i) => [
  `app == 'web-${i}'`,
  `projectcalico.org/namespace == "team-${i}" && role in {"db", "cache", "queue-${i}"}`,
  `has(tier) && !has(quarantine) || app.kubernetes.io/name starts with "shop-${i}"`,
  `(env == 'prod' || env == 'staging-${i}') && (tier not in {'edge', 'test'} && version != "${i}")`,
  'all()',
][i % 5]);
const labels = new Map([['app', 'web-5'], ['env', 'prod'], ['tier', 'backend'], ['role', 'db'], ['projectcalico.org/namespace', 'team-1']]);

/** Operations a second, the best of several rounds: other programs can only slow a round down. */
function rate(name: string, operation: () => void): void {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    operation();
    best = Math.min(best, performance.now() - start);
  }
  console.log(`selector ${name}: ${Math.round(texts.length / best * 1000).toLocaleString('en-US')} a second`);
}

export function run(): void {
  const nodes = texts.map(parseSelector);
  rate('parse', () => texts.forEach(tryParseSelector));
  rate('print', () => nodes.forEach(printSelector));
  rate('evaluate', () => nodes.forEach((node) => evaluateSelector(node, labels)));
}
