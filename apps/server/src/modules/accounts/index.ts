/**
 * Accounts: workspaces, the people who work in them, their AI agents, and the customers' sessions.
 *
 * The door of the module. Expected refusals are values (`Refused`, with a problem code and words
 * for whoever asked); everything is scoped by workspace; secrets are stored as hashes only.
 */
import type { Session, Workspace } from '@baton/protocol';
import { inWorkspace } from '../../platform/database/index.ts';
import { createAiAgents } from './ai-agents.ts';
import { createEngines } from './engines.ts';
import { createHalfSessions } from './half-sessions.ts';
import { createIdentities } from './identity.ts';
import { createInvites } from './invites.ts';
import { createOpenSessions } from './open-sessions.ts';
import type { Parts, SignedIn } from './parts.ts';
import { createPasswordResets } from './password-resets.ts';
import { createPolicies } from './policies.ts';
import { createSecondFactors } from './second-factor/second-factors.ts';
import { createSessions } from './sessions.ts';
import { createSetUp } from './set-up.ts';
import { sweep } from './sweep.ts';
import { createTeammates } from './teammates.ts';
import { createWidgetSessions } from './widget-sessions.ts';

export {
  createEngines,
  type EngineAccess,
  type EngineInForce,
  type EngineRefused,
  type Engines,
  modelKeys,
} from './engines.ts';
export type { HalfSignedIn } from './half-sessions.ts';
export type { Identity } from './core/identity-claims.ts';
export { identitySecrets } from './identity.ts';
export { type CommandedLink, makeResetLink } from './password-resets.ts';
export { secondFactorSecrets } from './second-factor/check-code.ts';
export { mayEmbed } from './core/origins.ts';
export { mayManage } from './core/roles.ts';
export type { PolicyPort, SignedIn } from './parts.ts';
export type { Policies, PolicyRefused, PolicyStanding, SavedDraft } from './policies.ts';
export { warmPasswords } from './passwords.ts';
export { isRefused, type Refused } from './refused.ts';
export type { OpenedSession } from './sessions.ts';
export {
  type Embedding,
  type OpenedWidgetSession,
  originNotAllowed,
  type Visitor,
} from './widget-sessions.ts';

export type AccountsOptions = Parts;
export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts(parts: AccountsOptions) {
  const teammates = createTeammates(parts);
  const aiAgents = createAiAgents(parts);

  /** All that every screen needs to know. */
  const sessionView = (me: SignedIn): Promise<Session> =>
    inWorkspace(me.workspaceId, () => viewOf(me));

  async function viewOf(me: SignedIn): Promise<Session> {
    const [workspace, people, agents] = await Promise.all([
      workspaceOf(me.workspaceId),
      teammates.list(me.workspaceId),
      aiAgents.list(me.workspaceId),
    ]);
    return { teammate: me.teammate, workspace, teammates: people, aiAgents: agents };
  }

  async function workspaceOf(workspaceId: string): Promise<Workspace> {
    const [row] = await parts.database.query<Workspace>(
      'select id, name from workspaces where id = $1',
      [workspaceId],
    );
    if (row === undefined) throw new Error(`The workspace ${workspaceId} is gone.`);
    return row;
  }

  return {
    setUp: createSetUp(parts),
    sessions: createSessions(parts),
    /** Between password and code. */
    halfSessions: createHalfSessions(parts),
    secondFactors: createSecondFactors(parts),
    passwordResets: createPasswordResets(parts),
    /** Where teammates are signed in. */
    openSessions: createOpenSessions(parts),
    invites: createInvites(parts),
    teammates,
    aiAgents,
    /** What each writes with, how it sounds, what it may cost. */
    engines: createEngines(parts),
    policies: createPolicies(parts),
    /** How websites vouch for their customers. */
    identities: createIdentities(parts),
    widgetSessions: createWidgetSessions(parts),
    sessionView,
    /** Display name of a teammate, cached. Null when there is nobody by that id. */
    teammateName: teammates.nameOf,
    /** Display name of an AI agent, cached. */
    aiAgentName: aiAgents.nameOf,
    /** Forgets what has ended: sessions, and visitors who never wrote. Run it now and then. */
    sweep: () => sweep(parts),
  };
}
