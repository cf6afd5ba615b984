// The signals: each one a measured fact about a customer turn, with the threshold at which its
// model was shipped. They are stored as they are, and a decision reads nothing else, so a stored
// turn can be decided again under any policy.

import { ModelFault } from '@baton/protocol';
import { z } from 'zod';

const probability = z.number().min(0).max(1);

/** A score and the threshold its model ships with: `score >= threshold` means it fired. */
export const Scored = z.object({ score: probability, threshold: probability });
export type Scored = z.infer<typeof Scored>;

/** What a message consists of, before asking what it means. */
export const TEXT_KINDS = ['words', 'empty', 'symbols', 'url', 'code'] as const;
export const TextKind = z.enum(TEXT_KINDS);
export type TextKind = z.infer<typeof TextKind>;

export const SMALL_TALK = ['greeting', 'thanks', 'goodbye', 'acknowledgement', 'aboutBot'] as const;
export const SmallTalk = z.enum(SMALL_TALK);
export type SmallTalk = z.infer<typeof SmallTalk>;

/** A sensitive topic or a guideline of the policy, measured by its example phrases. */
export const TopicScore = Scored.extend({ id: z.string() });
export type TopicScore = z.infer<typeof TopicScore>;

/** How surely the customer asks for an action; `open`: it has asked them, and this is the answer. */
export const ActionScore = TopicScore.extend({
  name: z.string(),
  open: z.enum(['form', 'answer']).nullable(),
  /** Whether a teammate has to approve it. */
  sensitive: z.boolean().default(false),
});
export type ActionScore = z.infer<typeof ActionScore>;

export const Signals = z.object({
  text: z.object({
    kind: TextKind,
    characters: z.number().int().min(0),
    /** Guessed or told; null when it cannot be said. */
    language: z.string().nullable(),
  }),
  /** Asks for a person, plainly or not. */
  directRequest: Scored,
  frustration: Scored.extend({
    /** Slope of the customer's last turns, -1..1; above 0 it gets worse. */
    trend: z.number().min(-1).max(1),
    /** This message alone. */
    now: probability,
  }),
  /** Asks what an earlier message of this episode asked already. */
  repeatedQuestion: Scored.extend({
    /** The answer about to be given was given before. */
    sameAnswerAgain: z.boolean(),
    /** How often the same thing was asked before. */
    times: z.number().int().min(0),
  }),
  sensitiveTopics: z.array(TopicScore),
  guidelines: z.array(TopicScore),
  /** The tags of the policy, by name. Turns from before there were any have none. */
  tags: z.array(TopicScore).default([]),
  /** The AI agent's actions. Turns from before there were any have none. */
  actions: z.array(ActionScore).default([]),
  smallTalk: Scored.extend({ kind: SmallTalk.nullable() }),
  /** Null before retrieval. `answers` is whether the best passage answers, not merely resembles. */
  evidence: z
    .object({
      passages: z.number().int().min(0),
      answers: probability,
      outOfScope: probability,
      /** Margin between the two best documents, 0..1; near 0 they compete. */
      documentMargin: probability,
      features: z.record(z.string(), z.number()),
    })
    .nullable(),
  /** How much of the draft its passages carry; null without a draft. */
  support: probability.nullable(),
  /** AI turns already spent in this episode. */
  aiTurns: z.number().int().min(0),
  clarifiedInARow: z.number().int().min(0),
  offeredInARow: z.number().int().min(0),
  withinHours: z.boolean().nullable(),
  /** Why the language model that should have written did not; null: it did, or none was asked. */
  modelFault: ModelFault.nullable().default(null),
});
export type Signals = z.infer<typeof Signals>;

/** Calibrated: of the answers given at .8, 80 in 100 are right. Null where there is no answer. */
export const Confidence = z.object({ value: probability, calibration: z.string() }).nullable();
export type Confidence = z.infer<typeof Confidence>;
