/** How often a property is tried: fewer times where many runs of a test take turns, as in mutation testing. */
export function propertyRuns(usual: number): number {
  return Math.max(1, Math.round(usual * Number(process.env.PROPERTY_SHARE ?? 1)));
}
