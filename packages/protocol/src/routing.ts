/**
 * Routing: what becomes of customers whose conversation a teammate has and does not answer.
 */
import { z } from 'zod';

export const ROUTING_LIMITS = { minutes: { min: 1, max: 7 * 24 * 60 } } as const;

const minutes = z.number().int().min(ROUTING_LIMITS.minutes.min).max(ROUTING_LIMITS.minutes.max);

/** How long a customer waits for a person's word before the conversation is everybody's again. */
export const RoutingRules = z.strictObject({
  /** Off: what somebody has stays theirs, however long the customer waits. */
  returnToQueue: z.boolean(),
  /** While the one who has it is away. */
  awayMinutes: minutes,
  /** While they have the inbox open. Never less than `awayMinutes`. */
  presentMinutes: minutes,
});
export type RoutingRules = z.infer<typeof RoutingRules>;

export const DEFAULT_ROUTING: RoutingRules = {
  returnToQueue: true,
  awayMinutes: 10,
  presentMinutes: 30,
};

/** GET and PUT /api/routing */
export const RoutingView = z.object({ rules: RoutingRules });
export type RoutingView = z.infer<typeof RoutingView>;
