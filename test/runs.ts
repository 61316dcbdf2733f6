/** Decides how many cases a property tries: all of them in `npm test`, a few under mutation. */

/** Parameters of fast-check; under mutation a sixtieth of the cases, the same ones for every mutant. */
export const runs = (cases: number): { numRuns: number; seed?: number } =>
  process.env['RECOURSE_MUTATION'] === '1'
    ? { numRuns: Math.ceil(cases / 60), seed: 1 }
    : { numRuns: cases };
