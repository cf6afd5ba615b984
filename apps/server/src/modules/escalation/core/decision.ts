// What a policy makes of a turn. A union: each outcome carries what is needed to carry it out, and
// nothing else.

import { HandoffReason } from '@baton/protocol';
import { z } from 'zod';
import { SmallTalk } from './signals.ts';

/** The rule that fired, in the order in which they are tried. */
export const RULES = [
  'unreadable',
  'direct_request',
  'sensitive_topic',
  'guideline',
  'action',
  'competing_actions',
  'small_talk',
  'max_turns',
  'frustration',
  'repeated_question',
  'no_passage',
  'confident',
  'competing_passages',
  'not_confident',
  'ai_failure',
] as const;
export const Rule = z.enum(RULES);
export type Rule = z.infer<typeof Rule>;

const grounds = {
  rule: Rule,
  /** Why a person is needed (or would be); empty when the AI simply answers. */
  reasons: z.array(HandoffReason),
  /** One or two plain sentences for a teammate. */
  explanation: z.string(),
};
/** Tags that the conversation gets: the rule's own, and those that the policy gives by itself. */
const tags = z.array(z.string()).default([]);
const routing = {
  team: z.string().nullable(),
  tags: z.array(z.string()),
  priority: z.enum(['normal', 'high', 'urgent']),
};

export const Decision = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('answer'),
    ...grounds,
    tags,
    /** Say the draft, or (small talk) say `text` and search nothing. */
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('draft') }),
      z.object({ kind: z.literal('smallTalk'), smallTalk: SmallTalk, text: z.string() }),
      /** Run it, or ask for what it needs. `sure`: the customer asks for this beyond doubt. */
      z.object({
        kind: z.literal('action'),
        actionId: z.string(),
        name: z.string(),
        sure: z.boolean(),
      }),
    ]),
  }),
  z.object({
    outcome: z.literal('clarify'),
    ...grounds,
    tags,
    text: z.string(),
    /** Passages that compete; the caller turns them into choices. Empty for an open question. */
    between: z.array(z.string()),
    /** Actions that compete, by name. */
    actions: z.array(z.string()).optional(),
  }),
  z.object({ outcome: z.literal('offer'), ...grounds, ...routing, text: z.string() }),
  z.object({ outcome: z.literal('handoff'), ...grounds, ...routing, text: z.string() }),
]);
export type Decision = z.infer<typeof Decision>;
