/**
 * The port to the books: no call to a model without room in the budget, none without a line in
 * the ledger.
 */
import type { UsagePurpose } from '@baton/protocol';
import type { TokenUsage } from './language-model.ts';

export interface MeteredCall {
  workspaceId: string;
  aiAgentId: string;
  /** Null for tests of a connection and trial questions. */
  conversationId: string | null;
  purpose: UsagePurpose;
  model: string;
  /** The most it can come to: what is set aside while it runs. */
  most: TokenUsage;
}

export interface Meter {
  /** Sets money aside before the call, so that many at once cannot overspend together. */
  reserve(call: MeteredCall): Promise<Reservation | 'budget_exhausted'>;
}

export interface Reservation {
  /** Exactly once. Null: nothing was used. */
  settle(usage: TokenUsage | null, failed: boolean): Promise<void>;
}
