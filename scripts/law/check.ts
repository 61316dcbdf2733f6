/**
 * Says what is wrong in the law's files: `npm run law` for all, or with the codes of some states;
 * `--stale` lists what to read again instead.
 */
import { readLaw } from './read';
import { staleRules } from './stale';

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const { problems, jurisdictions } = readLaw();
if (process.argv.includes('--stale')) {
  const places = jurisdictions.filter(({ code }) => wanted.length === 0 || wanted.includes(code));
  for (const { id, effect, checked, why } of staleRules(places))
    process.stdout.write(`${checked || 'never     '}  ${effect.padEnd(11)} ${id}: ${why}\n`);
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
