/**
 * Feedback: what people say of the AI's decisions, and what is learned from it. It only listens:
 * no module imports it.
 */
export { createReviews, type Reviews, type ReviewsParts } from './reviews/index.ts';
export type { Judging } from './replay/decide-again.ts';
export { createReplays, type Replays, type ReplayRefused } from './replay/replays.ts';
