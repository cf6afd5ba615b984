/** Puts the module together behind its door. */
import type { ConversationPage, ConversationSummary, TeammateId } from '@baton/protocol';
import { inWorkspace, type Sql } from '../../platform/database/index.ts';
import { currentCursor } from '../../platform/feed/index.ts';
import { traced } from '../../platform/tracing/index.ts';
import type {
  ConversationRef,
  Conversations,
  ConversationsDependencies,
  ListRequest,
  Scope,
} from './conversations.ts';
import { contactConversation, contactEntries } from './core/contact-view.ts';
import { pendingCustomerMessages } from './core/episode.ts';
import { summarise } from './core/summary.ts';
import { executeCommand } from './execute-command.ts';
import { identifyContact } from './identify-contact.ts';
import { sendCustomerMessage } from './send-customer-message.ts';
import {
  findAbandoned,
  findDueToWake,
  findHeldBy,
  findStranded,
} from './store/find-for-sweeper.ts';
import { listConversations, orderOf } from './store/list-conversations.ts';
import { formatPage, parsePage } from './store/page-token.ts';
import {
  readContactsConversation,
  readConversation,
  readEpisode,
} from './store/read-conversation.ts';
import { readCounts } from './store/read-counts.ts';
import { refused } from './write.ts';

export function createConversations(dependencies: ConversationsDependencies): Conversations {
  const { database, clock } = dependencies;

  /** What is read and the cursor are of one moment: what comes after it is in the feed. */
  const snapshot = <T>(read: (tx: Sql) => Promise<T>) =>
    database.transaction(
      async (tx) => ({ read: await read(tx), cursor: await currentCursor(tx) }),
      { isolation: 'repeatable read', readOnly: true },
    );

  const release = ({ workspaceId, conversationId, from }: ConversationRef & { from: TeammateId }) =>
    executeCommand(dependencies, { workspaceId }, conversationId, { type: 'release', from });

  return {
    execute: (scope, conversationId, ask) =>
      traced(`command ${ask.type}`, {}, () =>
        executeCommand(dependencies, scope, conversationId, ask),
      ),

    sendCustomerMessage: (scope, input) =>
      traced('command sendCustomerMessage', {}, () =>
        sendCustomerMessage(dependencies, scope, input),
      ),

    identifyContact: (scope, contactId, aiAgentId, details, verified = false) =>
      identifyContact(dependencies, scope, { contactId, aiAgentId, details, verified }),

    async open({ workspaceId }, conversationId) {
      const { read: whole, cursor } = await snapshot((tx) =>
        readConversation(tx, workspaceId, conversationId),
      );
      if (whole === null) return null;
      return { summary: summarise(whole.id, whole.state), events: whole.events, cursor };
    },

    async list(scope, request) {
      const after = request.page === null ? null : parsePage(request.page);
      if (request.page !== null && after === null) {
        return refused('invalid_input', 'This is not a page of this list.');
      }
      const { read, cursor } = await snapshot(async (tx) => ({
        // One more than is shown tells whether there is a next page.
        rows: await listConversations(tx, scope, { ...request, limit: request.limit + 1 }, after),
        counts: await readCounts(tx, scope, request.teammateId),
      }));
      const summaries = read.rows.map(({ id, state }) => summarise(id, state));
      return { ...page(summaries, request), counts: read.counts, cursor };
    },

    counts: (scope, teammateId) => readCounts(database, scope, teammateId),

    async contactSnapshot({ workspaceId }, contactId, aiAgentId, names, known = null) {
      const { read: whole, cursor } = await snapshot((tx) =>
        readContactsConversation(tx, workspaceId, contactId, aiAgentId, known),
      );
      if (whole === null) return { snapshot: null, cursor };
      const conversation = contactConversation(summarise(whole.id, whole.state), names);
      // The last event that they know was read along: what follows may say something about it.
      const from = known?.conversationId === whole.id ? known.version : 0;
      const entries = contactEntries(whole.events, names).filter(({ version }) => version > from);
      return { snapshot: { conversation, entries }, cursor };
    },

    async episode({ workspaceId }, conversationId) {
      const whole = await readEpisode(database, workspaceId, conversationId);
      if (whole === null) return null;
      const { id, state, events } = whole;
      return {
        summary: summarise(id, state),
        state,
        events,
        pending: pendingCustomerMessages(events),
      };
    },

    stranded: (request) => findStranded(database, request),

    async wakeDue(limit) {
      const due = await findDueToWake(database, clock.now(), limit);
      await eachOnItsOwn(due, ({ workspaceId, conversationId }) =>
        executeCommand(dependencies, { workspaceId }, conversationId, {
          type: 'wake',
          because: 'time',
        }),
      );
      return due.length;
    },

    async releaseHeldBy({ workspaceId }, from) {
      const held = await findHeldBy(database, workspaceId, from);
      await eachOnItsOwn(
        held.map((conversationId) => ({ workspaceId, conversationId, from })),
        release,
      );
    },

    async releaseAbandoned(limit) {
      const abandoned = await findAbandoned(database, limit);
      await eachOnItsOwn(abandoned, release);
      return abandoned.length;
    },
  };
}

/**
 * Found across workspaces, changed within its own: behind the second wall, too. One conversation that
 * fails must not hold up those behind it; it is told at the end.
 */
async function eachOnItsOwn<T extends Scope>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
) {
  const failures: unknown[] = [];
  for (const item of items) {
    await inWorkspace(item.workspaceId, () => work(item)).catch((error: unknown) =>
      failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some conversations failed');
}

function page(
  summaries: readonly ConversationSummary[],
  { view, limit }: ListRequest,
): Pick<ConversationPage, 'conversations' | 'nextPage'> {
  const conversations = summaries.slice(0, limit);
  const last = conversations.at(-1);
  if (summaries.length <= limit || last === undefined) return { conversations, nextPage: null };
  const at = orderOf(view).key === 'waiting_since' ? last.waitingSince : last.lastMessageAt;
  return { conversations, nextPage: formatPage({ at: at ?? last.lastMessageAt, id: last.id }) };
}
