/** My second factor, a teammate's where they lost theirs, and whether everybody must have one. */
import { createRoute } from '@hono/zod-openapi';
import {
  BeginSecondFactorRequest,
  BothFactorsRequest,
  ConfirmSecondFactorRequest,
  RecoveryCodes,
  SecondFactor,
  SecondFactorBegun,
  SignInRules,
  SignInRulesView,
  TeammateId,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, done, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const security = signedIn;
const mine = [TAGS.gettingIn];
const team = [TAGS.team];
const refusals = ['conflict', 'invalid_input', 'unauthenticated', 'rate_limited'] as const;

const standing = createRoute({
  method: 'get',
  path: '/second-factor',
  tags: mine,
  security,
  summary: 'Is my second factor on',
  responses: { 200: answer(SecondFactor, 'As it stands.'), ...problems('unauthenticated') },
});

const begin = createRoute({
  method: 'post',
  path: '/second-factor',
  tags: mine,
  security,
  summary: 'Begin a second factor; takes the password once more',
  request: { body: body(BeginSecondFactorRequest) },
  responses: {
    200: answer(SecondFactorBegun, 'For the authenticator app. It is on once a code was shown.'),
    ...problems('wrong_credentials', ...refusals),
  },
});

const confirm = createRoute({
  method: 'post',
  path: '/second-factor/confirm',
  tags: mine,
  security,
  summary: 'Turn it on by a code of the app, and sign out everywhere else',
  request: { body: body(ConfirmSecondFactorRequest) },
  responses: {
    200: answer(RecoveryCodes, 'On. The recovery codes are shown once.'),
    ...problems('wrong_code', ...refusals),
  },
});

const turnOff = createRoute({
  method: 'post',
  path: '/second-factor/off',
  tags: mine,
  security,
  summary: 'Turn it off by password and code, and sign out everywhere else',
  request: { body: body(BothFactorsRequest) },
  responses: { 204: done('Off.'), ...problems('wrong_credentials', 'wrong_code', ...refusals) },
});

const renewCodes = createRoute({
  method: 'post',
  path: '/second-factor/recovery-codes',
  tags: mine,
  security,
  summary: 'Make new recovery codes by password and code; the old ones end',
  request: { body: body(BothFactorsRequest) },
  responses: {
    200: answer(RecoveryCodes, 'They are shown once.'),
    ...problems('wrong_credentials', 'wrong_code', ...refusals),
  },
});

const removeOf = createRoute({
  method: 'post',
  path: '/teammates/{id}/second-factor/remove',
  tags: team,
  security,
  summary: "Remove a teammate's second factor: their phone is gone",
  request: { params: z.object({ id: TeammateId }) },
  responses: {
    204: done('Removed, and signed out everywhere.'),
    ...problems('not_found', 'forbidden', 'conflict', 'unauthenticated'),
  },
});

const rules = createRoute({
  method: 'get',
  path: '/sign-in-rules',
  tags: team,
  security,
  summary: 'Read what is asked of everybody who signs in, and who has a second factor',
  responses: {
    200: answer(SignInRulesView, 'As they are.'),
    ...problems('forbidden', 'unauthenticated'),
  },
});

const setRules = createRoute({
  method: 'put',
  path: '/sign-in-rules',
  tags: team,
  security,
  summary: 'Say whether everybody needs a second factor',
  description: 'For owners. Whoever has none sets one up at the next sign-in.',
  request: { body: body(SignInRules) },
  responses: {
    200: answer(SignInRulesView, 'As they are now.'),
    ...problems('forbidden', 'invalid_input', 'unauthenticated'),
  },
});

export function secondFactorRoutes({ accounts }: HttpDeps, limits: RateLimits) {
  const { secondFactors } = accounts;
  return createApi()
    .openapi(standing, async (c) => c.json(await secondFactors.standing(c.var.me), 200))
    .openapi(begin, async (c) => {
      limits.password.take(c.var.me.teammate.id);
      const { password } = c.req.valid('json');
      return c.json(orProblem(await secondFactors.begin(c.var.me, password)), 200);
    })
    .openapi(confirm, async (c) => {
      const { me, sessionToken } = c.var;
      limits.password.take(me.teammate.id);
      const { code } = c.req.valid('json');
      const { recoveryCodes } = orProblem(await secondFactors.confirm(me, sessionToken, code));
      return c.json({ recoveryCodes }, 200);
    })
    .openapi(turnOff, async (c) => {
      const { me, sessionToken } = c.var;
      limits.password.take(me.teammate.id);
      orProblem(await secondFactors.turnOff(me, sessionToken, c.req.valid('json')));
      return c.body(null, 204);
    })
    .openapi(renewCodes, async (c) => {
      limits.password.take(c.var.me.teammate.id);
      const renewed = await secondFactors.renewRecoveryCodes(c.var.me, c.req.valid('json'));
      return c.json({ recoveryCodes: orProblem(renewed).recoveryCodes }, 200);
    })
    .openapi(removeOf, async (c) => {
      orProblem(await secondFactors.removeOf(c.var.me, c.req.valid('param').id));
      return c.body(null, 204);
    })
    .openapi(rules, async (c) => {
      managersOnly(c.var.me);
      return c.json(await secondFactors.rules(c.var.me.workspaceId), 200);
    })
    .openapi(setRules, async (c) => {
      const set = await secondFactors.setRules(c.var.me, c.req.valid('json'));
      return c.json(orProblem(set), 200);
    });
}
