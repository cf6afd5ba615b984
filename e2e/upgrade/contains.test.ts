import { expect, it } from 'vitest';
import { lostFrom } from './contains.ts';

const before = { id: 'cnv_1', tags: ['vip'], assignee: null, summary: { body: 'Hello' } };

it('takes more than there was for the same', () => {
  expect(lostFrom(before, { ...before, priority: 'high' })).toEqual([]);
});

it.each([
  ['a field that is gone', { ...before, summary: {} }, '.summary.body was "Hello"'],
  ['another value', { ...before, id: 'cnv_2' }, '.id was "cnv_1" and is "cnv_2"'],
  ['an entry more in a list', { ...before, tags: ['vip', 'x'] }, '.tags had 1 entries and has 2'],
  ['nothing where something was', { ...before, summary: null }, '.summary is gone'],
  ['something where nothing was', { ...before, assignee: 'tmt_1' }, '.assignee was null'],
])('finds %s', (_what, now, said) => {
  expect(lostFrom(before, now)).toEqual([expect.stringContaining(said)]);
});
