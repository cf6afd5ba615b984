/** An AI agent's policy: look at it, draft another, check it, publish it, go back. */
import { createRoute } from '@hono/zod-openapi';
import {
  AiAgentId,
  PolicyCheck,
  PolicyCheckRequest,
  PolicyVersion,
  PolicyView,
  PublishPolicyRequest,
  RollBackPolicyRequest,
  SAID_LANGUAGES,
  SaveDraftRequest,
} from '@baton/protocol';
import { z } from 'zod';
import type { PolicyStanding } from '../../modules/accounts/index.ts';
import { readyMadeTexts, readyMadeTopics } from '../../modules/escalation/index.ts';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.decisions];
const params = z.object({ id: AiAgentId });

const read = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/policy',
  tags,
  security: signedIn,
  summary: 'Read the policy: in force, draft, versions',
  request: { params },
  responses: {
    200: answer(PolicyView, 'The version in force, the draft beside it, and all versions.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const readVersion = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/policy/versions/{version}',
  tags,
  security: signedIn,
  summary: 'Read one version of the policy',
  request: {
    params: params.extend({
      version: z.coerce
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1),
    }),
  },
  responses: {
    200: answer(PolicyVersion, 'As it was published.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const saveDraft = createRoute({
  method: 'put',
  path: '/ai-agents/{id}/policy/draft',
  tags,
  security: signedIn,
  summary: 'Save the draft',
  description:
    'Say the `revision` you saw (null: there was none). If somebody saved in between, the answer is `conflict`, with who it was, and nothing is overwritten. A draft may have errors; it is only not published with them.',
  request: { params, body: body(SaveDraftRequest) },
  responses: {
    200: answer(PolicyView, 'The policy with the draft as saved.'),
    ...problems(
      'not_found',
      'forbidden',
      'conflict',
      'invalid_input',
      'too_large',
      'unauthenticated',
    ),
  },
});

const dropDraft = createRoute({
  method: 'delete',
  path: '/ai-agents/{id}/policy/draft',
  tags,
  security: signedIn,
  summary: 'Throw the draft away',
  request: { params },
  responses: {
    200: answer(PolicyView, 'The policy without a draft.'),
    ...problems('not_found', 'forbidden', 'unauthenticated'),
  },
});

const check = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/policy/check',
  tags,
  security: signedIn,
  summary: 'Check a policy without saving it',
  description:
    'Says what is wrong in plain words, and where: rules that contradict each other, an example phrase in two rules, a line that nothing can reach. Errors keep it from being published.',
  request: { params, body: body(PolicyCheckRequest) },
  responses: {
    200: answer(PolicyCheck, 'What was found. Nothing is a good sign.'),
    ...problems('not_found', 'invalid_input', 'too_large', 'unauthenticated', 'rate_limited'),
  },
});

const publish = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/policy/publish',
  tags,
  security: signedIn,
  summary: 'Publish the draft',
  description: 'As the next version, from the next customer message on.',
  request: { params, body: body(PublishPolicyRequest) },
  responses: {
    200: answer(PolicyView, 'The policy as it is now.'),
    ...problems('not_found', 'forbidden', 'conflict', 'invalid_input', 'unauthenticated'),
  },
});

const rollBack = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/policy/roll-back',
  tags,
  security: signedIn,
  summary: 'Go back to an earlier version',
  description: 'Its rules are published again, as a new version. The draft stays.',
  request: { params, body: body(RollBackPolicyRequest) },
  responses: {
    200: answer(PolicyView, 'The policy as it is now.'),
    ...problems('not_found', 'forbidden', 'conflict', 'invalid_input', 'unauthenticated'),
  },
});

export function policyRoutes(
  { accounts: { policies }, checkPolicy }: Pick<HttpDeps, 'accounts' | 'checkPolicy'>,
  limits: RateLimits,
) {
  return createApi()
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(view(orProblem(await policies.get(c.var.me.workspaceId, id))), 200);
    })
    .openapi(readVersion, async (c) => {
      const { id, version } = c.req.valid('param');
      return c.json(orProblem(await policies.version(c.var.me.workspaceId, id, version)), 200);
    })
    .openapi(saveDraft, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const saved = await policies.saveDraft(c.var.me, id, c.req.valid('json'));
      return c.json(view(orProblem(saved)), 200);
    })
    .openapi(dropDraft, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      return c.json(view(orProblem(await policies.dropDraft(c.var.me, id))), 200);
    })
    .openapi(check, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      limits.policyChecks.take(teammate.id);
      const { id } = c.req.valid('param');
      const { document } = c.req.valid('json');
      const settled = orProblem(await policies.settled(workspaceId, id, document));
      const findings = await checkPolicy(settled);
      return c.json({ findings, answerAt: settled.answerAt }, 200);
    })
    .openapi(publish, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const published = await policies.publish(c.var.me, id, c.req.valid('json'));
      return c.json(view(orProblem(published)), 200);
    })
    .openapi(rollBack, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const rolledBack = await policies.rollBack(c.var.me, id, c.req.valid('json'));
      return c.json(view(orProblem(rolledBack)), 200);
    });
}

const view = (standing: PolicyStanding): PolicyView => ({ ...standing, readyMade });

const readyMade: PolicyView['readyMade'] = {
  sensitiveTopics: [...readyMadeTopics],
  messages: readyMadeTexts,
  languages: [...SAID_LANGUAGES],
};
