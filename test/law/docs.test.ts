/** The pages under docs/law are what the law's files say now. */
import { expect, it } from 'vitest';
import { stalePages } from '../../scripts/docs';

it('has a current page for every jurisdiction (npm run docs writes them)', () => {
  expect(stalePages()).toEqual([]);
});
