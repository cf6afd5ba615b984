/** What the HTTP layer needs from the rest of the server, by need. */
import type {
  AskResult,
  AssistFrame,
  AssistRequest,
  Brief,
  DecisionView,
  EngineTest,
  PolicyDocument,
  PolicyFinding,
  TagList,
} from '@baton/protocol';
import type { z } from 'zod';
import type { Accounts, EngineAccess } from '../modules/accounts/index.ts';
import type { Actions } from '../modules/answering/index.ts';
import type { Conversations } from '../modules/conversations/index.ts';
import type { DocumentInput, Knowledge } from '../modules/knowledge/index.ts';
import type { Webhooks } from '../modules/integrations/index.ts';
import type { Replays, Reviews } from '../modules/feedback/index.ts';
import type { Notifications } from '../modules/notifications/index.ts';
import type { Routing } from '../modules/routing/index.ts';
import type { Records } from '../modules/records/index.ts';
import type { Usage } from '../modules/usage/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Whereabouts } from './where-from.ts';

export interface PublicArticle {
  title: string;
  markdown: string;
  /** ISO 8601. */
  updatedAt: string;
}

export type LifeStage = 'starting' | 'serving' | 'stopping';

export interface HttpDeps {
  accounts: Accounts;
  actions: Omit<Actions, 'at' | 'jobs'>;
  conversations: Conversations;
  knowledge: Pick<
    Knowledge,
    | 'addDocuments'
    | 'listDocuments'
    | 'getDocument'
    | 'removeDocument'
    | 'removeExample'
    | 'progress'
    | 'sources'
    | 'listVersions'
    | 'readVersion'
    | 'changePassage'
  >;
  /**
   * A document as customers may read it. Answers quote documents to anybody who asks, so whoever
   * has the address may read one, without naming a workspace.
   */
  readArticle: (documentId: string) => Promise<PublicArticle | null>;
  answering: {
    /** What would be answered, and why. Sent to nobody. */
    preview(workspaceId: string, aiAgentId: string, question: string): Promise<AskResult>;
    /** What a teammate who takes over should know; null when nothing was said yet. */
    brief(workspaceId: string, conversationId: string): Promise<Brief | null>;
    /** A draft for a teammate, as it is written; null when there is no such conversation. */
    assist(
      workspaceId: string,
      conversationId: string,
      request: z.output<typeof AssistRequest>,
      signal: AbortSignal,
    ): Promise<AsyncIterable<AssistFrame> | null>;
    /** A recorded decision; null when this workspace has none by that id. */
    decision(workspaceId: string, decisionId: string): Promise<DecisionView | null>;
  };
  /** One short call to a language model. Never throws: what goes wrong is its answer. */
  testEngine: (
    scope: { workspaceId: string; aiAgentId: string },
    access: EngineAccess,
    signal: AbortSignal,
  ) => Promise<EngineTest>;
  usage: Pick<Usage, 'ofMonth' | 'ofConversation'>;
  routing: Pick<Routing, 'rules' | 'setRules'>;
  notifications: Omit<Notifications, 'sweep' | 'forgetOld' | 'jobs'>;
  webhooks: Omit<Webhooks, 'start' | 'stop' | 'wake' | 'forgetOld' | 'behind'>;
  /** What is wrong with a policy, in plain words. */
  checkPolicy: (policy: PolicyDocument) => Promise<PolicyFinding[]>;
  reviews: Pick<
    Reviews,
    'mark' | 'markHelpful' | 'ofConversation' | 'queue' | 'calibration' | 'budget'
  >;
  replays: Pick<Replays, 'overHistory' | 'overTranscripts' | 'get' | 'changes'>;
  /** Who did what, what is known about a person, and how long it is kept. */
  records: Pick<Records, 'audit' | 'contacts' | 'retention'>;
  /** Decision records, the oldest first. */
  exportDecisions: (
    workspaceId: string,
    aiAgentId: string,
    since: string | null,
  ) => AsyncIterable<object>;
  /** The tags in use in a workspace, the most used first. */
  tagsInUse: (workspaceId: string) => Promise<TagList['tags']>;
  /** The example help centre, ready to be added. */
  loadExample: () => Promise<DocumentInput[]>;
  /** Questions that it answers, to begin with. At most five. */
  exampleQuestions: readonly string[];
  /** Whether a teammate is online now: sets what a handoff promises. */
  teammatesOnline: (workspaceId: string) => boolean;
  /** Once it stops it still answers, and is left as soon as may be. */
  lifeStage: () => LifeStage;
  /** Resolves when the database answers, throws when it does not. */
  pingDatabase: () => Promise<void>;
  where: Whereabouts;
  /** Folders of the built screens. */
  screens: { inbox: string; widget: string };
  version: string;
  /** Who may read the numbers, and what they are now; a null token: nobody. */
  metrics: { token: string | null; read(): Promise<{ text: string; contentType: string }> };
  /** Told of every answer. */
  answered?: (request: {
    method: string;
    /** The pattern that matched. */
    route: string;
    status: number;
    seconds: number;
  }) => void;
  /** False for load tests only. */
  rateLimits: boolean;
  clock: Clock;
  log: Log;
}
