import { expect, test } from 'vitest';
import { isAllowed, shipped } from './licences.mjs';

test('of several licences one that is allowed is enough, of several at once each must be', () => {
  for (const fine of [
    'MIT',
    '(MIT OR GPL-3.0-or-later)',
    'GPL-3.0-only OR MIT',
    '(MIT AND Zlib)',
    '((GPL-2.0-only OR ISC) AND MIT)',
  ]) {
    expect(isAllowed(fine), fine).toBe(true);
  }
  for (const wrong of [
    'GPL-3.0-only',
    'unknown',
    '',
    'MIT AND GPL-3.0-only',
    '(MIT',
    'MIT ISC',
    'SEE LICENSE IN LICENSE.md',
  ]) {
    expect(isAllowed(wrong), wrong).toBe(false);
  }
});

test('what only builds and tests is not asked, what ships is, also deep inside another', () => {
  expect(
    shipped({
      '': { version: '0.1.0' },
      'apps/server': { version: '0.1.0' },
      'node_modules/@baton/server': { link: true },
      'node_modules/vitest': { version: '4.1.12', license: 'MIT', dev: true },
      'node_modules/a': { version: '1.0.0', license: 'ISC' },
      'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
      'node_modules/duck': { version: '0.1.12', license: 'BSD' },
    }),
  ).toEqual([
    { name: 'a', version: '1.0.0', licence: 'ISC' },
    { name: '@b/c', version: '2.0.0', licence: 'unknown' },
    { name: 'duck', version: '0.1.12', licence: 'BSD-2-Clause' },
  ]);
});
