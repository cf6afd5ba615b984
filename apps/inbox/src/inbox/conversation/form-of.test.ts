import type { ActionForm, ActionRunId } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { filledIn } from './form-of.ts';

const runId = 'run_1' as ActionRunId;
const field = (name: string, label: string) =>
  ({ name, label, type: 'text', required: true, example: null, choices: [], value: null }) as const;
const form = {
  runId,
  name: 'Look up an order',
  fields: [field('order', 'Order number'), field('email', 'Email')],
} as unknown as ActionForm;

describe('what a customer filled in', () => {
  it('stands in the order and under the labels of the form', () => {
    expect(filledIn({ runId, values: { email: 'a@b.example', order: '1042' } }, form)).toEqual([
      { label: 'Order number', value: '1042' },
      { label: 'Email', value: 'a@b.example' },
    ]);
  });

  it('leaves out what was left empty', () => {
    expect(filledIn({ runId, values: { order: '1042', email: '' } }, form)).toEqual([
      { label: 'Order number', value: '1042' },
    ]);
  });

  it('is shown even when the form is not there any more', () => {
    expect(filledIn({ runId, values: { order: '1042' } }, null)).toEqual([
      { label: 'order', value: '1042' },
    ]);
  });
});
