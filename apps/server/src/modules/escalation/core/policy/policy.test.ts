import { describe, expect, it } from 'vitest';
import { policyWith } from '../../testing.ts';
import { decide } from '../decide.ts';
import { defaultPolicy, readyMadeTopics } from './default-policy.ts';
import { Policy, readPolicy, settlePolicy, withLine } from './policy.ts';
import { calm, sure } from '../../testing.ts';

/** A policy as the first schema stored it: one language, a bare threshold, no tags. */
function firstSchema() {
  const { schema: _, answer: _answer, tags: _tags, messages, ...rest } = defaultPolicy();
  const { clarifyOpen: _new, ...known } = messages;
  return {
    ...rest,
    answerAt: 0.62,
    messages: Object.fromEntries(Object.entries(known).map(([name, { text }]) => [name, text])),
  };
}

describe('a policy', () => {
  it('as it ships is valid, and names each ready-made topic once', () => {
    expect(Policy.parse(defaultPolicy())).toEqual(defaultPolicy());
    expect(new Set(readyMadeTopics.map(({ id }) => id)).size).toBe(readyMadeTopics.length);
  });

  it('has every shipped text in every language that the widget speaks', () => {
    for (const { text, languages } of Object.values(defaultPolicy().messages)) {
      expect(Object.keys(languages)).toEqual(['de', 'fr', 'es']);
      expect([text, ...Object.values(languages)].every((each) => each.length > 10)).toBe(true);
    }
  });

  it('stored by the first schema is read as the same rules, and decides the same', () => {
    const old = firstSchema();
    const read = readPolicy(JSON.parse(JSON.stringify(old)));
    expect(read).toMatchObject({
      schema: 2,
      answer: { mode: 'threshold', at: 0.62 },
      answerAt: 0.62,
      tags: [],
      messages: { handoff: { text: old.messages['handoff'], languages: {} } },
    });
    // No language slips in: a German customer was told the one text there was.
    const german = calm({ text: { kind: 'words', characters: 30, language: 'de' } });
    expect(decide(read, german, null)).toMatchObject({ text: old.messages['handoff'] });
    expect(decide(read, calm(), sure(0.61)).outcome).toBe('handoff');
  });

  it('read and stored again stays as it is', () => {
    const once = readPolicy(firstSchema());
    expect(readPolicy(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  it('refuses fields it does not know, so that a typing mistake cannot switch a rule off', () => {
    expect(Policy.safeParse({ ...defaultPolicy(), anwserAt: 0.9 }).success).toBe(false);
    expect(() => readPolicy({ ...firstSchema(), anwserAt: 0.9 })).toThrow('anwserAt');
    expect(() => readPolicy(null)).toThrow('expected object');
  });

  it('is settled: a threshold is its own line, a budget takes the line that keeps it', () => {
    const before = policyWith({ answerAt: 0.7 });
    const {
      version: _,
      answerAt: _line,
      ...input
    } = policyWith({
      answer: { mode: 'threshold', at: 0.4 },
    });
    const settled = settlePolicy(input, { before, budgetLine: 0.9, version: 7 });
    expect(settled).toMatchObject({ answerAt: 0.4, version: 7 });
    const budget = { ...input, answer: { mode: 'budget', risk: 0.05 } as const };
    expect(settlePolicy(budget, { before, budgetLine: 0.9, version: 7 }).answerAt).toBe(0.9);
    expect(settlePolicy(budget, { before, budgetLine: null, version: 7 }).answerAt).toBe(0.7);
  });

  it('takes its bands along when the line moves below them', () => {
    const moved = withLine(defaultPolicy(), 0.1);
    expect(moved).toMatchObject({
      answer: { mode: 'threshold', at: 0.1 },
      answerAt: 0.1,
      clarifyFrom: 0.1,
      gapBelow: 0.1,
    });
  });
});
