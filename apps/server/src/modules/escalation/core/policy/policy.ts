// The policy as `decide` applies it: the protocol's document, read from wherever it was stored, and
// settled so that its line to answer is a number.

import { type AnswerLine, POLICY_SCHEMA, PolicyDocument, type PolicyInput } from '@baton/protocol';
import { clarifyOpen } from './ready-made-texts.ts';

export const Policy = PolicyDocument;
export type Policy = PolicyDocument;

export type { RuleOutcome, SignalRule } from '@baton/protocol';
export type {
  PolicyGuideline as Guideline,
  PolicyTag,
  PolicyTopic as Topic,
} from '@baton/protocol';

/**
 * A stored policy, whatever schema it was written by. Throws when it is none: that is a broken
 * database, not bad input.
 */
export const readPolicy = (stored: unknown): Policy => Policy.parse(upgradePolicy(stored));

/** Raises an older document to today's schema. Its decisions stay what they were. */
export function upgradePolicy(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || 'schema' in stored) return stored;
  const { answerAt, messages, ...rest } = stored as FirstSchema;
  return {
    ...rest,
    schema: POLICY_SCHEMA,
    answer: { mode: 'threshold', at: answerAt } satisfies AnswerLine,
    answerAt,
    tags: [],
    messages: {
      ...Object.fromEntries(
        Object.entries(messages ?? {}).map(([name, text]) => [name, { text, languages: {} }]),
      ),
      clarifyOpen,
    },
  };
}

/** As far as it is looked at: before schemas were numbered, a text had one language. */
interface FirstSchema {
  answerAt: number;
  messages?: Record<string, string>;
  [field: string]: unknown;
}

/**
 * A policy as it was sent, with what is Baton's to set. `budgetLine` is the line that keeps the
 * error budget; null while nothing can be promised: then the line stays where `before` has it.
 */
export function settlePolicy(
  input: PolicyInput,
  { before, budgetLine, version }: { before: Policy; budgetLine: number | null; version: number },
): Policy {
  const policy = Policy.parse({ ...input, version, answerAt: 0 });
  const { answer } = policy;
  // Under a budget the bands below the line stay as they are: the line comes and goes.
  const answerAt = answer.mode === 'threshold' ? answer.at : (budgetLine ?? before.answerAt);
  return { ...policy, answerAt };
}

/** The same policy with a fixed line; the bands below follow, so that it stays consistent. */
export function withLine(policy: Policy, answerAt: number): Policy {
  return {
    ...policy,
    answer: { mode: 'threshold', at: answerAt },
    answerAt,
    clarifyFrom: Math.min(policy.clarifyFrom, answerAt),
    gapBelow: Math.min(policy.gapBelow, answerAt),
  };
}

/** What a tag is known by. */
export const tagExamples = ({
  description,
  examples,
}: Pick<Policy['tags'][number], 'description' | 'examples'>): string[] => [
  ...(description === '' ? [] : [description]),
  ...examples,
];
