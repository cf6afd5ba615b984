/** The given/when/then of this module's core. */
import { deciderSpec } from '@baton/testkit';
import type { ConversationEvent } from '@baton/protocol';
import type { Command } from '../core/commands.ts';
import { decide } from '../core/decide.ts';
import { evolve } from '../core/evolve.ts';
import type { ConversationState } from '../core/state.ts';
import type { Verdict } from '../core/verdict.ts';

export const { given } = deciderSpec<ConversationState, Command, ConversationEvent, Verdict>({
  decide,
  evolve,
});
