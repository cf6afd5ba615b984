import { expect, test } from 'vitest';
import { count as countJourneys } from './journeys.mjs';
import { afterAnotherTry, count as countSuites, worthAnotherTry } from './suites.mjs';

/** @param {string} status */
const it = (status) => ({ status, title: status, fullName: status });
/** @param {string} status @param {string[]} tests */
const file = (status, ...tests) => ({
  name: 'a.test.ts',
  status,
  message: '',
  assertionResults: tests.map(it),
});
const fine = { code: 0, output: '' };
const broken = { code: 1, output: 'what happened' };

test('tests are counted one by one, and what was skipped is named', () => {
  const files = [file('passed', 'passed', 'passed'), file('passed', 'passed', 'skipped')];
  expect(countSuites(files, fine)).toEqual({
    passed: 3,
    failed: 0,
    skipped: 1,
    detail: 'skipped: skipped',
  });
});

test('a file that cannot be loaded counts as a failure', () => {
  expect(countSuites([file('failed'), file('failed', 'failed')], broken).failed).toBe(2);
});

test('a run that fails without a failing test still counts as a failure', () => {
  expect(countSuites([file('passed', 'passed')], broken)).toMatchObject({ passed: 1, failed: 1 });
  expect(countSuites([], broken)).toMatchObject({ failed: 1, detail: 'what happened' });
});

test('journeys: no journey at all is a failure, a repeated one counts once', () => {
  const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(countJourneys(none, fine).failed).toBe(1);
  expect(countJourneys({ ...none, expected: 2, flaky: 1 }, fine)).toMatchObject({
    passed: 3,
    failed: 0,
  });
  expect(countJourneys({ ...none, expected: 2, unexpected: 1 }, broken).failed).toBe(1);
});

test('a few files that failed are worth another try; many have a reason', () => {
  expect(worthAnotherTry([file('passed', 'passed'), file('failed', 'failed')])).toEqual([
    'a.test.ts',
  ]);
  expect(worthAnotherTry(Array.from({ length: 4 }, () => file('failed', 'failed')))).toEqual([]);
});

test('what holds at another try is told as flaky, what does not stays failed', () => {
  const files = [file('failed', 'passed', 'failed')];
  const first = countSuites(files, broken);
  const held = afterAnotherTry(first, files, { passed: 2, failed: 0 });
  expect(held).toMatchObject({ passed: 2, failed: 0 });
  expect(held.detail).toContain('flaky: failed');
  expect(afterAnotherTry(first, files, { passed: 1, failed: 1 })).toBe(first);
  expect(afterAnotherTry(first, files, { passed: 0, failed: 0 })).toBe(first);
});
