import { expect, test } from 'vitest';
import { explainFailure, npmTooOld, sameInstalled } from './install.mjs';
import { nodeTooOld } from './node-version.mjs';

const locked = {
  '': {},
  'packages/protocol': { version: '0.1.0' },
  'node_modules/pg': { version: '8.23.1', integrity: 'sha512-a' },
  'node_modules/mac-only': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

test('what npm installed from the lock is as the lock says, other platforms’ packages left out', () => {
  const { 'node_modules/mac-only': _, ...installed } = locked;
  expect(sameInstalled(locked, installed)).toBe(true);
});

test('a missing package and one of another version are not what the lock says', () => {
  const { 'node_modules/pg': pg, ...without } = locked;
  expect(sameInstalled(locked, without)).toBe(false);
  expect(sameInstalled(locked, { ...locked, 'node_modules/pg': { ...pg, version: '8.0.0' } })).toBe(
    false,
  );
});

test.each([
  ['npm error code ENOTFOUND', /could not be reached/],
  ['npm error code ECONNREFUSED', /could not be reached/],
  ['npm error ENOSPC: no space left on device', /disk is full/],
  ['npm error code EACCES', /may not write/],
  ['npm error code EUSAGE … are in sync', /disagree/],
  ['npm error something new', /exit code 1\):\nnpm error something new/],
])('a failed install is explained: %s', (output, said) => {
  expect(explainFailure(output, 1, 'ci')).toMatch(said);
});

test('an old npm and an old Node are told what to do, current ones pass', () => {
  expect(npmTooOld('6.14.18')).toMatch(/npm 9 or newer/);
  expect(npmTooOld('')).toMatch(/not found/);
  expect(npmTooOld('11.19.1')).toBeNull();
  expect(nodeTooOld('18.20.8')).toMatch(/Node 20.19 or newer; this is Node 18.20.8/);
  expect(nodeTooOld('20.18.3')).not.toBeNull();
  expect(nodeTooOld('20.19.0')).toBeNull();
  expect(nodeTooOld('24.1.0')).toBeNull();
});
