/** Links that set a new password: made by owners and admins, used by whoever holds one. */
import { createRoute } from '@hono/zod-openapi';
import {
  AskPasswordResetRequest,
  PasswordResetCreated,
  PasswordResetLookRequest,
  PasswordResetOffer,
  PasswordResetWays,
  TeammateId,
  UsePasswordResetRequest,
} from '@baton/protocol';
import { z } from 'zod';
import {
  answer,
  body,
  createApi,
  done,
  openToAll,
  problems,
  signedIn,
  TAGS,
} from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { clientNetwork, ownOrigin } from '../where-from.ts';

const make = createRoute({
  method: 'post',
  path: '/teammates/{id}/password-reset',
  tags: [TAGS.team],
  security: signedIn,
  summary: 'Make a link by which a teammate sets a new password',
  request: { params: z.object({ id: TeammateId }) },
  responses: {
    201: answer(PasswordResetCreated, 'The link is shown this once. Older ones end.'),
    ...problems('not_found', 'forbidden', 'conflict', 'unauthenticated', 'rate_limited'),
  },
});

const ways = createRoute({
  method: 'get',
  path: '/password-resets',
  tags: [TAGS.gettingIn],
  security: openToAll,
  summary: 'Read whether a link for a new password comes by mail',
  responses: { 200: answer(PasswordResetWays, 'Where not, an owner or admin makes one.') },
});

const ask = createRoute({
  method: 'post',
  path: '/password-resets',
  tags: [TAGS.gettingIn],
  security: openToAll,
  summary: 'Ask for a link that sets a new password, by mail',
  description:
    'The answer is the same whether or not anybody has this address, and comes before anybody looks. Where Baton sends no mail, nothing comes; nor for an address that has just been asked for several times.',
  request: { body: body(AskPasswordResetRequest) },
  responses: {
    202: done('If somebody who may sign in has this address, a link is on its way.'),
    ...problems('invalid_input', 'rate_limited'),
  },
});

const look = createRoute({
  method: 'post',
  path: '/password-resets/look',
  tags: [TAGS.gettingIn],
  security: openToAll,
  summary: 'Read whose password a link sets',
  request: { body: body(PasswordResetLookRequest) },
  responses: {
    200: answer(PasswordResetOffer, 'It can be used.'),
    ...problems('reset_link_ended', 'invalid_input', 'rate_limited'),
  },
});

const use = createRoute({
  method: 'post',
  path: '/password-resets/use',
  tags: [TAGS.gettingIn],
  security: openToAll,
  summary: 'Set a new password, and sign out everywhere',
  request: { body: body(UsePasswordResetRequest) },
  responses: {
    204: done('Set. Signing in comes after.'),
    ...problems('reset_link_ended', 'invalid_input', 'rate_limited'),
  },
});

export function openPasswordResetRoutes(
  { accounts, notifications, where }: HttpDeps,
  limits: RateLimits,
) {
  return createApi()
    .openapi(ways, (c) => c.json({ byMail: notifications.available }, 200))
    .openapi(ask, (c) => {
      const { email } = c.req.valid('json');
      limits.links.take(clientNetwork(c, where));
      // Said to nobody: a stranger who asks often must not shut out whoever has the mailbox, where the
      // links of before lie, and work.
      const mailbox = email.trim().toLowerCase();
      if (limits.passwordMails.allows(mailbox) && limits.passwordMailsADay.allows(mailbox)) {
        notifications.passwordForgotten(email);
      }
      return c.body(null, 202);
    })
    .openapi(look, async (c) => {
      limits.links.take(clientNetwork(c, where));
      const { token } = c.req.valid('json');
      return c.json(orProblem(await accounts.passwordResets.look(token)), 200);
    })
    .openapi(use, async (c) => {
      limits.links.take(clientNetwork(c, where));
      const { token, password } = c.req.valid('json');
      orProblem(await accounts.passwordResets.use(token, password));
      return c.body(null, 204);
    });
}

export function passwordResetRoutes({ accounts, where }: HttpDeps, limits: RateLimits) {
  return createApi().openapi(make, async (c) => {
    limits.resetLinks.take(c.var.me.teammate.id);
    const made = await accounts.passwordResets.make(c.var.me, c.req.valid('param').id);
    const { token, expiresAt } = orProblem(made);
    // Behind the "#" it is in no log of any server.
    const link = `${ownOrigin(c, where)}/reset-password#${token}`;
    return c.json({ link, expiresAt: expiresAt.toISOString() }, 201);
  });
}
