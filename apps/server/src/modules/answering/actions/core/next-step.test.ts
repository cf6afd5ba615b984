/**
 * The law of actions, over every definition and everything that may be known: nothing runs that was
 * not sent off or only looks something up, and nothing sensitive runs without a teammate.
 */
import type { ActionField } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aField, aLookUp } from '../testing/an-action.ts';
import { formOf, nextStep } from './next-step.ts';

const froms = ['customer', 'identity.id', 'identity.email', 'identity.name'] as const;
const fields = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...froms), fc.boolean())
    .map(([name, from, required]): ActionField => aField({ name, from, required })),
  { maxLength: 3, selector: ({ name }) => name },
);
const definition = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    sensitive: fc.boolean(),
    needsIdentity: fc.boolean(),
    fields,
  })
  .map((changes) => {
    const { headers: _, ...rest } = aLookUp(changes);
    return rest;
  });
const known = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.string({ maxLength: 5 }));
const identity = fc.option(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 5 }),
    email: fc.option(fc.constant('c@shop.example'), { nil: null }),
    name: fc.constant(null),
  }),
  { nil: null },
);

const over = (law: (of: Parameters<typeof nextStep>, step: ReturnType<typeof nextStep>) => void) =>
  fc.assert(
    fc.property(definition, known, identity, fc.boolean(), fc.boolean(), (...drawn) => {
      const [what, words, who, sent, sure] = drawn;
      const of: Parameters<typeof nextStep> = [what, words, { identity: who, sent, sure }];
      law(of, nextStep(...of));
    }),
    { numRuns: 3_000 },
  );

describe('whatever is defined and known', () => {
  it('a sensitive action never runs without a teammate', () => {
    over(([{ sensitive }], { step }) => expect(sensitive && step === 'run').toBe(false));
  });

  it('what changes something runs only when the customer has sent it off', () => {
    over(([{ method }, , { sent }], { step }) => {
      if (step === 'run') expect(method === 'GET' || sent).toBe(true);
    });
  });

  it('a teammate is asked only for what was sent off, or is wanted beyond doubt', () => {
    over(([, , { sent, sure }], { step }) => {
      if (step === 'approve') expect(sent || sure).toBe(true);
    });
  });

  it('nothing runs, or is asked to be approved, with a required field empty', () => {
    over(([{ fields: asked }], next) => {
      if (next.step !== 'run' && next.step !== 'approve') return;
      for (const { name, required } of asked) {
        if (required) expect(next.inputs[name]).toBeTruthy();
      }
    });
  });

  it('what identity must say is never taken from words, and without it nothing happens', () => {
    over(([{ needsIdentity, fields: asked }, , { identity: who }], next) => {
      if (needsIdentity && who === null) expect(next.step).toBe('cannot');
      if (next.step !== 'run' && next.step !== 'approve') return;
      for (const { name, from } of asked) {
        if (from === 'identity.id') expect(next.inputs[name]).toBe(who?.id);
        if (from === 'identity.name') expect(next.inputs[name]).toBeUndefined();
      }
    });
  });

  it('only what the action asks for goes along', () => {
    over(([{ fields: asked }], next) => {
      if (next.step !== 'run' && next.step !== 'approve') return;
      const names = asked.map(({ name }) => name);
      expect(Object.keys(next.inputs).every((name) => names.includes(name))).toBe(true);
    });
  });
});

it('a form shows the customer’s own fields, and what is known of them', () => {
  const { headers: _, ...what } = aLookUp({
    needsIdentity: true,
    fields: [aField(), aField({ name: 'me', from: 'identity.id' })],
  });
  const form = formOf('run_1' as never, what, { order: '#7', me: 'x' });
  expect(form.fields).toMatchObject([{ name: 'order', value: '#7', example: '#1042' }]);
});
