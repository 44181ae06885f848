/** The seed of `npm test`: what is green stays green until the code changes. */
const USUAL_SEED = 20_000;

/**
 * How often a property is tried, and from which seed. PROPERTY_SHARE tries more or fewer times, PROPERTY_SEED other cases: `npm run test:properties`
 * looks for what the usual cases do not show, mutation testing has each test take a moment only.
 */
export function tries(usual: number): { readonly numRuns: number; readonly seed: number } {
  return {
    numRuns: Math.max(1, Math.round(usual * Number(process.env.PROPERTY_SHARE ?? 1))),
    seed: Number(process.env.PROPERTY_SEED ?? USUAL_SEED),
  };
}
