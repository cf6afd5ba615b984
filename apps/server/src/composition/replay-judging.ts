// How a replay judges a turn that was not recorded whole: by the same path as a customer's turn,
// search and draft included. Nothing is written, and nothing is said to anyone.

import type { ConversationEvent } from '@baton/protocol';
import { judgeTurn, type JudgementTools, readEpisode } from '../modules/answering/index.ts';
import { episodeEvents } from '../modules/conversations/index.ts';
import type { Judging } from '../modules/feedback/index.ts';
import type { Database } from '../platform/database/index.ts';

export function createReplayJudging(
  tools: JudgementTools,
  database: Database,
): Omit<Judging, 'escalation'> {
  return {
    judge: async (scope, policy, { before, question }) => {
      const episode = { before, pending: [question], question, leftOver: false };
      return (await judgeTurn(tools, scope, policy, episode)).record;
    },
    judgePast: async (scope, policy, { conversationId, turn }) => {
      const events = await eventsBefore(database, scope.workspaceId, conversationId, turn);
      const episode = readEpisode(episodeEvents(events));
      if (episode.question === '') return null;
      return (await judgeTurn(tools, scope, policy, episode)).record;
    },
  };
}

/** What had happened when the AI decided on a turn. */
async function eventsBefore(
  database: Database,
  workspaceId: string,
  conversationId: string,
  turn: number,
): Promise<ConversationEvent[]> {
  const rows = await database.query<{ data: ConversationEvent }>(
    `select data from conversation_events
     where workspace_id = $1 and conversation_id = $2 and version < (
       select min(version) from conversation_events
       where conversation_id = $2 and type in ('aiAnswered', 'handedOff')
         and (data ->> 'turn')::int = $3)
     order by version`,
    [workspaceId, conversationId, turn],
  );
  return rows.map(({ data }) => data);
}
