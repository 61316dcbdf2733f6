/** What the tests import from Vitest, for running them again and again inside one process. */
import { format } from 'node:util';
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  customMatchers,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import * as chai from 'chai';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

const expect = (value, message) => chai.expect(value, message);
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
setState({ assertionCalls: 0 }, expect);
chai.expect.extend(expect, customMatchers);

/** The tests that a bundle declares while it is evaluated. */
export class Declared {
  tests = new Map();
  names = [];
  /** What runs before each test: of the file first, then of each group around the test. */
  before = [[]];
  /** Which row of its tables is declared: tests of first rows stand for those of the others. */
  row = 0;
  #file = '';

  /** Whose tests are declared next. */
  set file(name) {
    this.#file = name;
    this.before = [[]];
  }

  /** The functions under the names that Vitest exports them by. */
  get vitest() {
    // One that asks for a time of its own is too slow to be run again and again.
    const it = (name, run, time) => time === undefined && this.add(name, run);
    const inRow = (declare) => withEach(declare, (by) => (this.row += by));
    const describe = (name, declare) => {
      this.names.push(name);
      this.before.push([]);
      declare();
      this.before.pop();
      this.names.pop();
    };
    const beforeEach = (run) => void this.before.at(-1).push(run);
    // A bundle is evaluated anew for every mutant, which is all that resetting modules is for here.
    const vi = { resetModules: () => undefined };
    const afterAll = () => undefined;
    return {
      expect,
      it: inRow(it),
      test: it,
      describe: inRow(describe),
      beforeEach,
      afterAll,
      vi,
    };
  }

  add(name, run) {
    const plain = `${this.#file}#${[...this.names, name].join(' > ')}`;
    let id = plain;
    for (let n = 2; this.tests.has(id); n += 1) id = `${plain} (${n})`;
    const groups = [...this.before];
    const prepared = async () => {
      for (const hook of groups.flat()) await hook();
      await run();
    };
    this.tests.set(id, { id, fileName: this.#file, row: this.row, run: prepared });
  }
}

/** Adds `each`: one declaration for each row; where all rows are lists they are handed over as arguments. */
function withEach(declare, moveRow) {
  declare.each = (rows) => (name, run, time) => {
    const lists = rows.every(Array.isArray);
    for (const row of rows) {
      const args = lists ? row : [row];
      declare(format(name, ...args.slice(0, placeholders(name))), () => run(...args), time);
      moveRow(1);
    }
    moveRow(-rows.length);
  };
  return declare;
}

const placeholders = (name) => name.match(/%[sdifjo]/g)?.length ?? 0;
