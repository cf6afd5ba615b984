/** Invitations: made and revoked by owners and admins, accepted by whoever holds the link. */
import { createRoute } from '@hono/zod-openapi';
import {
  AcceptInviteRequest,
  InviteCreated,
  InviteId,
  InviteList,
  InviteOffer,
  InviteRequest,
  Session,
  SignInStep,
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
import { giveHalfSession, giveSession } from '../session-cookie.ts';
import { clientNetwork, ownOrigin } from '../where-from.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.team];

const readOffer = createRoute({
  method: 'get',
  path: '/invites/by-token/{token}',
  tags,
  security: openToAll,
  summary: 'What an invitation offers',
  request: { params: z.object({ token: z.string().min(20).max(200) }) },
  responses: {
    200: answer(InviteOffer, 'Who invites where.'),
    ...problems('invite_expired', 'rate_limited'),
  },
});

const accept = createRoute({
  method: 'post',
  path: '/invites/accept',
  tags,
  security: openToAll,
  summary: 'Accept an invitation',
  request: { body: body(AcceptInviteRequest) },
  responses: {
    201: answer(Session, 'You are a teammate now, and signed in.'),
    202: answer(
      SignInStep,
      'You are a teammate now; the workspace asks for a second factor first.',
    ),
    ...problems('invite_expired', 'email_taken', 'forbidden', 'invalid_input', 'rate_limited'),
  },
});

const list = createRoute({
  method: 'get',
  path: '/invites',
  tags,
  security: signedIn,
  summary: 'List open invitations',
  responses: {
    200: answer(InviteList, 'Those that can still be used, newest first.'),
    ...problems('forbidden', 'unauthenticated'),
  },
});

const create = createRoute({
  method: 'post',
  path: '/invites',
  tags,
  security: signedIn,
  summary: 'Invite somebody by link',
  request: { body: body(InviteRequest) },
  responses: {
    201: answer(InviteCreated, 'The link is shown this once.'),
    ...problems('email_taken', 'forbidden', 'invalid_input', 'unauthenticated'),
  },
});

const revoke = createRoute({
  method: 'delete',
  path: '/invites/{id}',
  tags,
  security: signedIn,
  summary: 'Revoke an invitation',
  request: { params: z.object({ id: InviteId }) },
  responses: {
    204: done('Its link no longer works.'),
    ...problems('not_found', 'forbidden', 'unauthenticated'),
  },
});

export function openInviteRoutes({ accounts, where }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(readOffer, async (c) => {
      limits.links.take(clientNetwork(c, where));
      const { token } = c.req.valid('param');
      return c.json(orProblem(await accounts.invites.offer(token)), 200);
    })
    .openapi(accept, async (c) => {
      limits.links.take(clientNetwork(c, where));
      const session = orProblem(
        await accounts.invites.accept(c.req.valid('json'), c.req.header('user-agent') ?? null),
      );
      if ('kind' in session) {
        giveHalfSession(c, where, session.token);
        return c.json({ step: session.step }, 202);
      }
      giveSession(c, where, session.token);
      return c.json(await accounts.sessionView(session), 201);
    });
}

export function inviteRoutes({ accounts, where }: HttpDeps) {
  return createApi()
    .openapi(list, async (c) => {
      managersOnly(c.var.me);
      return c.json({ invites: await accounts.invites.list(c.var.me) }, 200);
    })
    .openapi(create, async (c) => {
      managersOnly(c.var.me);
      const created = await accounts.invites.create(c.var.me, c.req.valid('json'));
      const { invite, token } = orProblem(created);
      return c.json({ invite, link: `${ownOrigin(c, where)}/invite?token=${token}` }, 201);
    })
    .openapi(revoke, async (c) => {
      managersOnly(c.var.me);
      orProblem(await accounts.invites.revoke(c.var.me, c.req.valid('param').id));
      return c.body(null, 204);
    });
}
