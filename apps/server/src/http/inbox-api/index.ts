/**
 * The inbox's API, under `/api`: one file per resource.
 *
 * Whatever comes after `teammatesOnly` is for signed-in teammates, and scoped to their workspace: a
 * route is open to everybody only by standing before that line.
 */
import type { Context } from 'hono';
import { rememberCaller } from '../caller.ts';
import { createApi } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { HttpEnv } from '../http-env.ts';
import { readJsonBodies } from '../json-bodies.ts';
import type { RateLimits } from '../rate-limits.ts';
import { fromOwnPagesOnly } from '../same-site.ts';
import { teammatesOnly } from '../who-are-you.ts';
import { actionRunRoutes } from './action-runs.ts';
import { actionRoutes } from './actions.ts';
import { aiAgentRoutes } from './ai-agents.ts';
import { assistRoutes } from './assist.ts';
import { auditLogRoutes } from './audit-log.ts';
import { contactRoutes } from './contacts.ts';
import { conversationCommandRoutes } from './conversation-commands.ts';
import { conversationRoutes } from './conversations.ts';
import { decisionRoutes } from './decisions.ts';
import { documentRoutes } from './documents.ts';
import { documentVersionRoutes } from './document-versions.ts';
import { engineRoutes } from './engine.ts';
import { identityRoutes } from './identity.ts';
import { inviteRoutes, openInviteRoutes } from './invites.ts';
import { notificationRoutes } from './notifications.ts';
import { passageRoutes } from './passages.ts';
import { openPasswordResetRoutes, passwordResetRoutes } from './password-resets.ts';
import { openSessionListRoutes } from './open-sessions.ts';
import { reviewRoutes } from './reviews.ts';
import { openSessionRoutes, sessionRoutes } from './session.ts';
import { policyRoutes } from './policies.ts';
import { replayRoutes } from './replays.ts';
import { routingRoutes } from './routing.ts';
import { retentionRoutes } from './retention.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { secondStepRoutes } from './second-step.ts';
import { setUpRoutes } from './set-up.ts';
import { sourceRoutes } from './sources.ts';
import { teammateRoutes } from './teammates.ts';
import { usageRoutes } from './usage.ts';
import { webhookRoutes } from './webhooks.ts';

export function inboxApi(deps: HttpDeps, limits: RateLimits) {
  const api = createApi();
  api.use(notCached, rememberCaller(deps.where), fromOwnPagesOnly(deps.where), readJsonBodies());

  api.route('/', setUpRoutes(deps, limits));
  api.route('/', openSessionRoutes(deps, limits));
  api.route('/', secondStepRoutes(deps, limits));
  api.route('/', openInviteRoutes(deps, limits));
  api.route('/', openPasswordResetRoutes(deps, limits));

  api.use(teammatesOnly(deps));
  api.route('/', sessionRoutes(deps, limits));
  api.route('/', openSessionListRoutes(deps, limits));
  api.route('/', inviteRoutes(deps));
  api.route('/', teammateRoutes(deps));
  api.route('/', passwordResetRoutes(deps, limits));
  api.route('/', secondFactorRoutes(deps, limits));
  api.route('/', routingRoutes(deps));
  api.route('/', notificationRoutes(deps, limits));
  api.route('/', conversationRoutes(deps));
  api.route('/', conversationCommandRoutes(deps));
  api.route('/', assistRoutes(deps, limits));
  api.route('/', aiAgentRoutes(deps, limits));
  api.route('/', engineRoutes(deps, limits));
  api.route('/', identityRoutes(deps));
  api.route('/', actionRoutes(deps, limits));
  api.route('/', actionRunRoutes(deps));
  api.route('/', usageRoutes(deps, limits));
  api.route('/', webhookRoutes(deps, limits));
  api.route('/', sourceRoutes(deps, limits));
  api.route('/', documentRoutes(deps, limits));
  api.route('/', documentVersionRoutes(deps));
  api.route('/', passageRoutes(deps));
  api.route('/', decisionRoutes(deps));
  api.route('/', reviewRoutes(deps, limits));
  api.route('/', policyRoutes(deps, limits));
  api.route('/', replayRoutes(deps, limits));
  api.route('/', auditLogRoutes(deps, limits));
  api.route('/', contactRoutes(deps, limits));
  api.route('/', retentionRoutes(deps, limits));
  return api;
}

async function notCached(c: Context<HttpEnv>, next: () => Promise<void>): Promise<void> {
  await next();
  c.res.headers.set('cache-control', 'no-store');
}
