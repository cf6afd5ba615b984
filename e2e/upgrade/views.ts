/** Everything that a teammate and a customer can look at, as the API gives it. */
import type {
  ConversationOpened,
  DocumentPage,
  PolicyView,
  SourceList,
  WidgetSnapshot,
} from '@baton/protocol';
import { INBOX_VIEWS } from '@baton/protocol';
import type { Caller } from './callers.ts';
import type { Answers } from './release.ts';

interface Known {
  aiAgentId: string;
  widgetKey: string;
  replayId: string;
  conversations: readonly string[];
  /** YYYY-MM: of the model's costs. */
  month: string;
}

/** Asks for all of it, path by path. */
export async function lookAtEverything(
  owner: Caller,
  customer: Caller,
  known: Known,
): Promise<Answers> {
  const seen: Answers = { owner: {}, customer: {} };
  const look = async <T>(path: string): Promise<T> => {
    const answer = await owner.get<T>(path);
    seen.owner[path] = answer;
    return answer;
  };
  const of = `/api/ai-agents/${known.aiAgentId}`;
  for (const path of [
    '/api/session',
    '/api/teammates',
    '/api/invites',
    '/api/tags',
    '/api/ai-agents',
  ])
    await look(path);
  for (const view of INBOX_VIEWS) await look(`/api/conversations?view=${view}`);
  // A search goes over all of them.
  for (const word of ['wick', 'Kiel', 'spare glass', 'carla']) {
    await look(`/api/conversations?view=resolved&q=${encodeURIComponent(word)}`);
    await look(`/api/conversations?view=open&q=${encodeURIComponent(word)}`);
  }
  for (const id of known.conversations) {
    const { events } = await look<ConversationOpened>(`/api/conversations/${id}`);
    await look(`/api/conversations/${id}/action-runs`);
    await look(`/api/conversations/${id}/reviews`);
    await look(`/api/conversations/${id}/usage`);
    for (const event of events) {
      const decision = 'decision' in event ? event.decision : null;
      if (decision !== null && 'id' in decision) await look(`/api/decisions/${decision.id}`);
    }
  }
  await look(of);
  for (const part of ['engine', 'calibration', 'actions', 'action-runs', 'identity-secret'])
    await look(`${of}/${part}`);
  await look(`${of}/usage?month=${known.month}`);
  const policy = await look<PolicyView>(`${of}/policy`);
  for (const { version } of policy.versions) await look(`${of}/policy/versions/${version}`);
  await look(`/api/replays/${known.replayId}`);
  await look(`/api/replays/${known.replayId}/changes`);
  const { documents } = await look<DocumentPage>(`${of}/documents`);
  for (const { id } of documents) {
    await look(`/api/documents/${id}`);
    await look(`/api/documents/${id}/versions`);
  }
  const { sources } = await look<SourceList>(`${of}/sources`);
  for (const { id, kind } of sources) {
    await look(`/api/sources/${id}`);
    if (kind === 'website') await look(`/api/sources/${id}/pages`);
  }
  for (const path of ['/widget/v1/conversation', `/widget/v1/config?key=${known.widgetKey}`])
    seen.customer[path] = await customer.get<WidgetSnapshot>(path);
  return seen;
}
