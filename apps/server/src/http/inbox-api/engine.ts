/** What writes an AI agent's answers: choose it, try it, give it a voice and a budget. */
import { createRoute } from '@hono/zod-openapi';
import {
  AiAgentId,
  EngineChoice,
  EngineTest,
  EngineTestRequest,
  EngineView,
  ModelBudget,
  Voice,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { invalidInput, orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.models];
const params = z.object({ id: AiAgentId });
const asItIsNow = answer(EngineView, 'Engine, voice and budget as they are now. Never a key.');

const read = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/engine',
  tags,
  security: signedIn,
  summary: 'Read what writes the answers',
  request: { params },
  responses: { 200: asItIsNow, ...problems('not_found', 'unauthenticated') },
});

const choose = createRoute({
  method: 'put',
  path: '/ai-agents/{id}/engine',
  tags,
  security: signedIn,
  summary: 'Choose the engine: embedded, or a language model',
  description:
    'The key is stored encrypted and is never read back: `hasKey` says whether there is one. Left out, it stays, unless the kind or the address changes: a key is only ever sent where it was entered for.',
  request: { params, body: body(EngineChoice) },
  responses: {
    200: asItIsNow,
    ...problems('not_found', 'forbidden', 'invalid_input', 'unauthenticated'),
  },
});

const reset = createRoute({
  method: 'delete',
  path: '/ai-agents/{id}/engine',
  tags,
  security: signedIn,
  summary: "Go back to the operator's default engine",
  description: 'The stored key is forgotten.',
  request: { params },
  responses: { 200: asItIsNow, ...problems('not_found', 'forbidden', 'unauthenticated') },
});

const test = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/engine/test',
  tags,
  security: signedIn,
  summary: 'Try the connection with one short call',
  description:
    'With a choice as it would be saved, or an empty object for the engine as it is. A model that does not answer is no error of this request: `ok` is false, and `fault` says why. The call counts in the usage, under `test`.',
  request: { params, body: body(EngineTestRequest) },
  responses: {
    200: answer(EngineTest, 'What the model said, or why it did not.'),
    ...problems('not_found', 'forbidden', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

const speak = createRoute({
  method: 'put',
  path: '/ai-agents/{id}/voice',
  tags,
  security: signedIn,
  summary: 'Say how the AI agent writes',
  description: 'Tone, length, language and standing instructions. For language models only.',
  request: { params, body: body(Voice) },
  responses: {
    200: asItIsNow,
    ...problems('not_found', 'forbidden', 'invalid_input', 'unauthenticated'),
  },
});

const limit = createRoute({
  method: 'put',
  path: '/ai-agents/{id}/budget',
  tags,
  security: signedIn,
  summary: 'Set what the language model costs, and may cost in a month',
  description:
    'Prices are per million tokens. Before each call the most that it can cost is set aside; a call for which there is no room is not made, and the policy says what happens then. Months begin at midnight UTC.',
  request: { params, body: body(ModelBudget) },
  responses: {
    200: asItIsNow,
    ...problems('not_found', 'forbidden', 'invalid_input', 'unauthenticated'),
  },
});

export function engineRoutes(
  { accounts: { engines }, testEngine }: Pick<HttpDeps, 'accounts' | 'testEngine'>,
  limits: RateLimits,
) {
  return createApi()
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(orProblem(await engines.view(c.var.me.workspaceId, id)), 200);
    })
    .openapi(choose, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const chosen = await engines.choose(c.var.me.workspaceId, id, c.req.valid('json'));
      return c.json(orProblem(chosen), 200);
    })
    .openapi(reset, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      return c.json(orProblem(await engines.reset(c.var.me.workspaceId, id)), 200);
    })
    .openapi(
      test,
      async (c) => {
        const { workspaceId, teammate } = c.var.me;
        managersOnly(c.var.me);
        limits.engineTests.take(teammate.id);
        const { id } = c.req.valid('param');
        const asked = c.req.valid('json');
        const choice = 'kind' in asked ? (asked as z.output<typeof EngineChoice>) : null;
        const { access } = orProblem(await engines.accessOf(workspaceId, id, choice));
        if (access === null)
          throw new Problem('invalid_input', 'The embedded engine needs no connection.');
        return c.json(
          await testEngine({ workspaceId, aiAgentId: id }, access, c.req.raw.signal),
          200,
        );
      },
      (result) => {
        if (result.success) return;
        if (result.target === 'param')
          throw new Problem('not_found', 'There is nothing by this address.');
        // Of a choice that is none, its fields at fault; the union would only say that it is neither.
        const { data } = result as { data?: unknown };
        throw invalidInput(EngineChoice.safeParse(data).error ?? result.error);
      },
    )
    .openapi(speak, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const { workspaceId } = c.var.me;
      return c.json(orProblem(await engines.setVoice(workspaceId, id, c.req.valid('json'))), 200);
    })
    .openapi(limit, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const { workspaceId } = c.var.me;
      return c.json(orProblem(await engines.setBudget(workspaceId, id, c.req.valid('json'))), 200);
    });
}
