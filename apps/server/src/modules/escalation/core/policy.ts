// The policy: the owner's rules as one versioned document. `decide` applies it; this file says what
// a policy may be, and names what is wrong with one that is contradictory.

import { z } from 'zod';

const share = z.number().min(0).max(1);
const slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'lower-case letters, digits, - and _');
const phrase = z.string().trim().min(2).max(500);
const say = z.string().trim().min(1).max(2_000);

/** `handoff` at once, `offer` a person first, or `off`. */
export const RuleOutcome = z.enum(['handoff', 'offer', 'off']);
export type RuleOutcome = z.infer<typeof RuleOutcome>;

const SignalRule = z.strictObject({
  outcome: RuleOutcome,
  /** Null: the threshold the model ships with. */
  threshold: share.nullable(),
});
export type SignalRule = z.infer<typeof SignalRule>;

const Topic = z.strictObject({
  id: slug,
  name: z.string().trim().min(1).max(80),
  enabled: z.boolean(),
  /** How customers say it, in their own words; more and more varied is better. */
  examples: z.array(phrase).min(1).max(200),
  outcome: z.enum(['handoff', 'offer']),
  threshold: share.nullable(),
  team: z.string().min(1).max(80).nullable(),
  tags: z.array(z.string().min(1).max(40)).max(10),
  priority: z.enum(['normal', 'high', 'urgent']),
});
export type Topic = z.infer<typeof Topic>;

const Guideline = Topic.extend({
  /** The rule in plain language, as the owner wrote it. */
  text: z.string().trim().min(1).max(1_000),
});
export type Guideline = z.infer<typeof Guideline>;

export const Policy = z
  .strictObject({
    version: z.int().min(0),
    /** Answer at this confidence or above. */
    answerAt: share,
    /** From here up to `answerAt`, ask one short question when two documents compete. */
    clarifyFrom: share,
    /** Below `answerAt` (and not clarifying): hand off, or offer a person and let them choose. */
    belowAnswer: z.enum(['handoff', 'offer']),
    /** Below this the knowledge lacks it: the reason is `knowledge_gap`, else `low_confidence`. */
    gapBelow: share,
    /** AI turns in one episode before a person takes over; null for no limit. */
    maxAiTurns: z.int().min(1).max(100).nullable(),
    rules: z.strictObject({
      directRequest: SignalRule,
      frustration: SignalRule,
      repeatedQuestion: SignalRule,
      /** Answer greetings and thanks kindly, without searching. */
      smallTalk: z.boolean(),
    }),
    sensitiveTopics: z.array(Topic).max(100),
    guidelines: z.array(Guideline).max(10_000),
    messages: z.strictObject({
      handoff: say,
      handoffOutOfHours: say,
      offer: say,
      clarify: say,
      clarifyEmpty: say,
      clarifyLink: say,
      greeting: say,
      thanks: say,
      goodbye: say,
      acknowledgement: say,
      aboutBot: say,
    }),
  })
  .superRefine((policy, context) => {
    if (policy.clarifyFrom > policy.answerAt)
      context.addIssue({
        code: 'custom',
        path: ['clarifyFrom'],
        message: `clarifyFrom (${policy.clarifyFrom}) lies above answerAt (${policy.answerAt}): no confidence could ever ask back`,
      });
    if (policy.gapBelow > policy.answerAt)
      context.addIssue({
        code: 'custom',
        path: ['gapBelow'],
        message: `gapBelow (${policy.gapBelow}) lies above answerAt (${policy.answerAt}): an answer would be a gap at once`,
      });
    for (const problem of topicProblems([...policy.sensitiveTopics, ...policy.guidelines]))
      context.addIssue({ code: 'custom', ...problem });
  });
export type Policy = z.infer<typeof Policy>;

/** Two topics with one id, or one phrase in two topics that end differently. */
function topicProblems(topics: readonly Topic[]) {
  const problems: { path: string[]; message: string }[] = [];
  const ids = new Set<string>();
  const owners = new Map<string, Topic>();
  for (const topic of topics) {
    if (ids.has(topic.id))
      problems.push({ path: [topic.id], message: `two topics are called "${topic.id}"` });
    ids.add(topic.id);
    for (const example of topic.examples) {
      const key = example.toLowerCase().replace(/\s+/gu, ' ');
      const owner = owners.get(key);
      if (owner !== undefined && owner !== topic)
        problems.push({
          path: [topic.id, 'examples'],
          message: `"${example}" is an example of "${owner.name}" and of "${topic.name}"`,
        });
      owners.set(key, topic);
    }
  }
  return problems;
}
