import { expect, it } from 'vitest';
import { retryAfterOf } from './retry-after.ts';

const now = new Date('2026-03-02T12:00:00Z');

it.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': '0.25' }, 250],
  [{ 'retry-after': 'Mon, 02 Mar 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Mon, 02 Mar 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
  [{ 'retry-after': '99999999999' }, 86_400_000],
  [{ 'retry-after': ['7', '9'] }, 7_000],
  [{ 'retry-after': '-3' }, null],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '' }, null],
  [{}, null],
])('%j is %s ms', (headers, expected) => {
  expect(retryAfterOf(headers as Record<string, string | string[]>, now)).toBe(expected);
});
