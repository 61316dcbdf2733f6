/** Says what is wrong in the law's files: `npm run law` for all, or with the codes of some states. */
import { readLaw } from './read';

const wanted = process.argv.slice(2);
const { problems, jurisdictions } = readLaw();
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
