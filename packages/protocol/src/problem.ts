/**
 * Everything that can be wrong with a request, as RFC 9457 problem details.
 *
 * One exhaustive table: a code, its HTTP status, and a title in the reader's words. `detail` says
 * what was wrong this time. Codes are stable; clients branch on them, never on text.
 */
import { z } from 'zod';

export const PROBLEMS = {
  malformed_request: [400, 'The request could not be read'],
  invalid_input: [422, 'Some of the input is not valid'],
  unauthenticated: [401, 'Please sign in'],
  wrong_credentials: [401, 'Email or password is wrong'],
  wrong_code: [401, 'This code is not right'],
  identity_not_valid: [401, 'The website could not vouch for this customer'],
  widget_session_expired: [401, 'This chat session has ended'],
  forbidden: [403, 'You may not do this'],
  cross_site_request: [403, 'This request came from another site'],
  origin_not_allowed: [403, 'This website may not show the chat'],
  not_found: [404, 'There is nothing here'],
  method_not_allowed: [405, 'This address does not do that'],
  setup_link_used: [410, 'This set-up link was used already'],
  invite_expired: [410, 'This invitation is no longer valid'],
  reset_link_ended: [410, 'This link does not work (any more)'],
  already_claimed: [409, 'Somebody else has this conversation'],
  not_waiting: [409, 'This conversation is not waiting for a person'],
  not_yours: [409, 'This conversation is with somebody else'],
  already_resolved: [409, 'This conversation is resolved already'],
  conversation_resolved: [409, 'This conversation is resolved'],
  client_message_id_reused: [409, 'This message id was used for another message'],
  email_taken: [409, 'Somebody uses this email address already'],
  needs_model: [409, 'This needs a language model'],
  run_not_waiting: [409, 'This action does not wait for approval'],
  conflict: [409, 'Somebody changed this at the same time'],
  too_large: [413, 'This is too large'],
  unsupported_media_type: [415, 'This kind of content is not supported'],
  rate_limited: [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'Baton cannot reach its database right now'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;
const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** Body of an `application/problem+json` answer. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string(),
  /** Quote this to the operator: it finds the log line. */
  requestId: z.string().optional(),
  /** For `invalid_input`: which field, and what is wrong with it. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For `already_claimed` and `not_yours`: who has it. */
  teammateId: z.string().optional(),
  /** For `rate_limited`: seconds to wait. */
  retryAfter: z.number().optional(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;
