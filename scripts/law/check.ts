/**
 * Says what is wrong in the law's files: `npm run law` for all, or with the codes of some states;
 * `--stale` lists what to read again instead, `--rates` where a judgment's rate is asked for, and `--release NAME`
 * ends a release of the law.
 */
import { release } from './changes';
import { readLaw } from './read';
import { staleRules } from './stale';

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const law = readLaw();
const { problems, jurisdictions } = law;
if (process.argv.includes('--release')) {
  const [version] = wanted;
  if (version === undefined || problems.length > 0) {
    const why =
      version === undefined ? 'give the release a name: --release 3' : problems.join('\n');
    process.stderr.write(`${why}\n`);
    process.exit(1);
  }
  release(law, version);
  process.exit(0);
}
if (process.argv.includes('--stale')) {
  const places = jurisdictions.filter(({ code }) => wanted.length === 0 || wanted.includes(code));
  for (const { id, effect, checked, why } of staleRules(places))
    process.stdout.write(`${checked || 'never     '}  ${effect.padEnd(11)} ${id}: ${why}\n`);
  process.exit(0);
}
if (process.argv.includes('--rates')) {
  const { askedWords, ratesAsked } = await import('./asked');
  const { dayOf } = await import('./rates');
  const places = ratesAsked(dayOf(new Date().toISOString().slice(0, 10)));
  for (const place of places.filter(({ months, knownTo }) => months.length > 0 || knownTo !== null))
    process.stdout.write(`${askedWords(place)}\n`);
  process.exit(0);
}
const shown = problems.filter(
  (problem) => wanted.length === 0 || wanted.some((code) => problem.startsWith(`${code}.yaml`)),
);
for (const problem of shown) process.stdout.write(`${problem}\n`);
const rules = jurisdictions
  .filter(({ code }) => wanted.length === 0 || wanted.includes(code))
  .reduce((n, j) => n + j.real_property.rules.length + j.personal_property.rules.length, 0);
process.stdout.write(
  shown.length === 0 ? `no mistakes found in ${rules} rules\n` : `${shown.length} to mend\n`,
);
process.exitCode = shown.length === 0 ? 0 : 1;
