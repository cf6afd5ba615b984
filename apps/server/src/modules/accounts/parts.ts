/** What every part of this module stands on, and how rows become what screens show. */
import type {
  AiAgent,
  AiAgentId,
  Look,
  PolicyDocument,
  PolicyFinding,
  PolicyInput,
  Role,
  Teammate,
  TeammateId,
  WorkspaceId,
} from '@baton/protocol';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/database/index.ts';
import type { Secrets } from '../../platform/secrets/index.ts';

/** The policy belongs to escalation; this module keeps it without looking inside. */
export interface PolicyPort {
  /** The policy that a new AI agent starts with. */
  initial(): unknown;
  /** The confidence at or above which it answers. */
  thresholdOf(policy: unknown): number;
  /** The same policy with another threshold, as version `version`. */
  withThreshold(policy: unknown, threshold: number, version: number): unknown;
  /** A stored policy in today's shape. Throws when it is none. */
  read(policy: unknown): PolicyDocument;
  /** A policy as it was sent, with its version and the line it answers from. */
  settle(
    input: PolicyInput,
    given: { before: PolicyDocument; budgetLine: number | null; version: number },
  ): PolicyDocument;
  /** What is wrong with it. */
  findings(policy: PolicyDocument): PolicyFinding[];
  /** The line that keeps at most `risk` of the answers wrong; null while none can be promised. */
  lineFor(workspaceId: string, aiAgentId: string, risk: number): Promise<number | null>;
}

export interface Parts {
  database: Database;
  clock: Clock;
  newId: (prefix: string) => string;
  policy: PolicyPort;
  /** Seals the keys of language models. */
  secrets: Secrets;
  /** The operator's language model; null: the embedded engine. */
  defaultModel: Config['model'];
  /** Called after a commit that wrote to the live feed. */
  wakeFeed: () => void;
  /** Puts back in the queue what a teammate has; called after the commit that disabled them. */
  releaseHeldBy?: (workspaceId: WorkspaceId, teammateId: TeammateId) => Promise<void>;
  /**
   * Called after a commit that ended sessions of a teammate or a contact, or of everybody whom an
   * AI agent's website vouched for: their open sockets end with them.
   */
  sessionsEnded: (workspaceId: string, of: string) => void;
}

export interface TeammateRow {
  id: string;
  workspace_id: string;
  email: string;
  name: string;
  role: Role;
  disabled_at: Date | null;
}

export function asTeammate(row: TeammateRow): Teammate {
  return {
    id: row.id as TeammateId,
    name: row.name,
    email: row.email,
    role: row.role,
    disabled: row.disabled_at !== null,
  };
}

export interface AiAgentRow {
  id: string;
  workspace_id: string;
  name: string;
  widget_key: string;
  allowed_origins: string[];
  look: Partial<Look>;
  policy: unknown;
  policy_version: number;
}

const defaultLook: Look = {
  accent: '#0d6157',
  greeting: 'Hi! Ask me anything. If I cannot help, I will bring in a person.',
  suggestions: [],
  position: 'right',
};

export function asAiAgent(row: AiAgentRow, policy: PolicyPort): AiAgent {
  return {
    id: row.id as AiAgentId,
    name: row.name,
    widgetKey: row.widget_key,
    allowedOrigins: row.allowed_origins,
    look: { ...defaultLook, ...row.look },
    threshold: policy.thresholdOf(row.policy),
    policyVersion: row.policy_version,
  };
}

/** Who is asking: the signed-in teammate and the workspace that everything is scoped to. */
export interface SignedIn {
  workspaceId: WorkspaceId;
  teammate: Teammate;
}
