// `npm run mutation` runs the tests without Vitest: what they take from it must be there too, or no mutant is ever tried.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ran } from '../process';

const root = path.resolve(import.meta.dirname, '../..');

const runner = readFileSync(path.join(root, 'scripts/mutation/runner.mjs'), 'utf8');

const tests = ['money', 'calculation', 'functions', 'sheets', 'doors', 'law'].flatMap((folder) =>
  readdirSync(path.join(root, 'test', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('recalculated/'))
    .filter((name) => !runner.includes(`'test/${folder}/${name}'`))
    .map((name) => path.join(root, 'test', folder, name)),
);

it('has every name that the tests it runs import or ask of their surroundings', async () => {
  const standIn = path.join(root, 'scripts/mutation/vitest.mjs');
  const list = `import { Declared } from ${JSON.stringify(standIn)};
    const { vitest } = new Declared();
    process.stdout.write([...Object.keys(vitest), ...Object.keys(vitest.vi).map((name) => 'vi.' + name)].join(' '));`;
  const { stdout } = await ran(process.execPath, ['--input-type=module', '-e', list], {
    cwd: root,
  });
  const there = new Set(stdout.split(' '));
  const missing = tests.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const [, names = ''] = /import \{([^}]*)\} from 'vitest'/.exec(text) ?? [];
    const asked = [
      ...names.split(',').map((name) => name.trim()),
      ...(text.match(/\bvi\.\w+/g) ?? []),
    ];
    const unknown = asked.filter((name) => name !== '' && !there.has(name));
    return [...unknown, ...(/\b__(dir|file)name\b/.test(text) ? ['__dirname'] : [])].map(
      (name) => `${path.relative(root, file)}: ${name}`,
    );
  });
  expect(missing).toEqual([]);
});
