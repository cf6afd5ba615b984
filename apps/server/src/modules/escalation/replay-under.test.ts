import { describe, expect, it } from 'vitest';
import { createEscalation } from './index.ts';
import type { Guideline, Policy } from './core/policy/policy.ts';
import { policyWith, wordsEmbed } from './testing.ts';

const guideline = (changes: Partial<Guideline> = {}): Guideline => ({
  id: 'van',
  name: 'Deliveries by van',
  text: 'Hand over when the van did not come.',
  enabled: true,
  examples: ['the van did not come on tuesday'],
  outcome: 'handoff',
  threshold: null,
  team: 'Fleet',
  tags: ['van'],
  priority: 'high',
  ...changes,
});
const tag = { tag: 'van', enabled: true, description: '', examples: ['the van'], threshold: null };

/** Escalation over vectors that count words, and how many texts it was asked for. */
function escalationCounting() {
  let asked = 0;
  const escalation = createEscalation({
    embed: async (texts) => {
      asked += texts.length;
      return wordsEmbed(texts);
    },
  });
  return { escalation, asked: () => asked };
}

const turn = (text: string) => ({
  text,
  history: [],
  retrieval: null,
  draft: null,
  language: null,
  withinHours: null,
});
const question = 'The van did not come on Tuesday';

describe('a recorded turn under another policy', () => {
  it('under its own policy comes to the decision it holds, and nothing is measured', async () => {
    for (const policy of [
      policyWith(),
      policyWith({ guidelines: [guideline()], tags: [tag] }),
      policyWith({ guidelines: [guideline({ threshold: 0.2 })], belowAnswer: 'clarify' }),
    ]) {
      const { escalation } = escalationCounting();
      const past = await escalation.judge(turn(question), policy);
      const later = escalationCounting();
      const replayed = await later.escalation.replay(policy, past, structuredClone(policy));
      expect(replayed).toMatchObject({ decision: past.decision, remeasured: [] });
      expect(later.asked()).toBe(0);
    }
  });

  it('measures a new guideline from the recorded question, and the same each time', async () => {
    const before = policyWith();
    const draft = policyWith({ guidelines: [guideline()] });
    const past = await escalationCounting().escalation.judge(turn(question), before);
    expect(past.decision.rule).toBe('no_passage');
    const replays = await Promise.all(
      [1, 2].map(() => escalationCounting().escalation.replay(draft, past, before)),
    );
    expect(replays[0]).toMatchObject({
      decision: { outcome: 'handoff', rule: 'guideline', team: 'Fleet', priority: 'high' },
      remeasured: ['guideline:van'],
    });
    expect(replays[1]).toEqual(replays[0]);
    // As if it had been there when the customer wrote.
    const then = await escalationCounting().escalation.judge(turn(question), draft);
    expect(replays[0]?.decision).toEqual(then.decision);
  });

  it('measures again only what is known by other phrases, or was not known', async () => {
    const before = policyWith({ guidelines: [guideline()], tags: [tag] });
    const { escalation } = escalationCounting();
    const past = await escalation.judge(turn(question), before);
    const remeasured = async (changes: Partial<Policy>, madeUnder: Policy | null = before) =>
      (await escalation.replay({ ...before, ...changes }, past, madeUnder)).remeasured;
    expect(await remeasured({ guidelines: [guideline({ outcome: 'offer', team: null })] })).toEqual(
      [],
    );
    expect(await remeasured({ guidelines: [guideline({ examples: ['no van'] })] })).toEqual([
      'guideline:van',
    ]);
    expect(await remeasured({ tags: [{ ...tag, description: 'Vans' }] })).toEqual(['tag:van']);
    expect(await remeasured({ guidelines: [], tags: [] })).toEqual([]);
    expect(await remeasured({ sensitiveTopics: [] }, null)).toEqual(['guideline:van', 'tag:van']);
  });

  it('says when a turn decided without a search would now be searched for', async () => {
    const before = policyWith({ guidelines: [guideline()] });
    const { escalation } = escalationCounting();
    const past = await escalation.judge(turn(question), before);
    expect(past.decision.rule).toBe('guideline');
    const without = await escalation.replay({ ...before, guidelines: [] }, past, before);
    expect(without.needsRetrieval).toBe(true);
    const offered = { ...before, guidelines: [guideline({ outcome: 'offer' })] };
    expect((await escalation.replay(offered, past, before)).needsRetrieval).toBe(false);
  });

  it('tags by a description or by examples, and never by the name of a topic', async () => {
    const about = (changes: object) => policyWith({ tags: [{ ...tag, ...changes }] });
    const { escalation } = escalationCounting();
    const tagsOf = async (policy: Policy) =>
      (await escalation.judge(turn(question), policy)).decision.tags;
    expect(await tagsOf(about({ description: 'The van did not come' }))).toEqual(['van']);
    expect(await tagsOf(about({ examples: [question] }))).toEqual(['van']);
    expect(await tagsOf(about({ description: 'Invoices', examples: [] }))).toEqual([]);
    expect(await tagsOf(about({ description: question, enabled: false }))).toEqual([]);
    const namesake = { tag: 'safety', description: 'Invoices', examples: [] };
    const burning = await escalation.judge(turn('the charger caught fire'), about(namesake));
    expect(burning.signals.tags).toMatchObject([{ id: 'safety' }]);
    expect(burning.signals.tags[0]?.score).toBeLessThan(0.5);
  });
});

describe('phrases of two rules', () => {
  it('that mean nearly the same are told, once for two rules, with both places', async () => {
    const { escalation } = escalationCounting();
    const policy = policyWith({
      guidelines: [
        guideline(),
        guideline({
          id: 'bus',
          name: 'Buses',
          text: 'Offer a person.',
          examples: ['a bus is late', 'the van did not come on tuesday then'],
          outcome: 'offer',
        }),
      ],
    });
    const near = (await escalation.check(policy, { teams: null })).filter(
      ({ code }) => code === 'similar_examples',
    );
    expect(near).toMatchObject([
      {
        severity: 'warning',
        path: 'guidelines.1.examples.1',
        otherPath: 'guidelines.0.examples.0',
      },
    ]);
    expect(near[0]?.message).toContain('one ends in a handoff to Fleet');
  });

  it('are compared by words alone where no engine runs', async () => {
    const deaf = createEscalation({
      embed: async () => {
        throw new Error('no engine');
      },
    });
    expect(await deaf.check(policyWith(), { teams: null })).toEqual([]);
  });
});
