/** The AI's side of the app, saying what a test wants it to say. */
import type {
  AskResult,
  AssistFrame,
  Brief,
  ConversationId,
  DecisionId,
  DecisionView,
  WorkspaceId,
} from '@baton/protocol';
import type { Conversations } from '../../modules/conversations/index.ts';

const asked: AskResult = {
  outcome: 'answer',
  reasons: [],
  confidence: 0.9,
  threshold: 0.6,
  rule: 'confident',
  explanation: 'The passage says so.',
  body: 'Ten hours.',
  passages: [],
  generation: null,
  signals: [{ name: 'turns', label: 'Turns so far', value: 1, threshold: null, fired: false }],
  milliseconds: 12,
};

async function* drafted(): AsyncGenerator<AssistFrame> {
  yield { type: 'text', text: 'Ten ' };
  yield { type: 'done', text: 'Ten hours.', sources: [], by: 'model', unsupported: [] };
}

type KnownConversations = Pick<Conversations, 'episode'>;

export function aiStandIn(conversations: KnownConversations) {
  const decisions = new Map<string, DecisionView>();
  return {
    /** Set to make a brief, or its making fail. */
    brief: async (_workspaceId: string, _conversationId: string): Promise<Brief | null> => null,
    preview: async (_workspaceId: string, _aiAgentId: string, _question: string) => asked,
    decision: async (workspaceId: string, decisionId: string) =>
      decisions.get(`${workspaceId} ${decisionId}`) ?? null,
    assist: async (workspaceId: string, id: string) => {
      const scope = { workspaceId: workspaceId as WorkspaceId };
      const known = await conversations.episode(scope, id as ConversationId);
      return known === null ? null : drafted();
    },
    remember(workspaceId: string, decisionId: DecisionId) {
      const { milliseconds: _, body: _body, ...shown } = asked;
      decisions.set(`${workspaceId} ${decisionId}`, {
        ...shown,
        question: 'How long does it shine?',
        policyVersion: 1,
        record: { format: 1 },
      });
    },
  };
}
