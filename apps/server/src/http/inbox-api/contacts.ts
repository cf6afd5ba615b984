/** What is known about a person: who that is, how much, all of it as a file, and none of it any more. */
import { createRoute } from '@hono/zod-openapi';
import {
  ContactErased,
  ContactExport,
  ContactHoldings,
  ContactId,
  EraseContactRequest,
  FindContactsRequest,
  FoundContacts,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.privacy];
const params = z.object({ id: ContactId });

const find = createRoute({
  method: 'post',
  path: '/contacts/search',
  tags,
  security: signedIn,
  summary: 'Find a customer',
  description:
    'By a part of the name or e-mail address, by their id, or by the one that your website knows them by. ' +
    'Also those of whom no conversation is left. Asked in a body, so that nobody’s address stands in a log.',
  request: { body: body(FindContactsRequest) },
  responses: {
    200: answer(FoundContacts, 'Whoever is meant exactly first, then those seen last; at most 20.'),
    ...problems('forbidden', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

const read = createRoute({
  method: 'get',
  path: '/contacts/{id}',
  tags,
  security: signedIn,
  summary: 'How much is stored about a customer',
  request: { params },
  responses: {
    200: answer(ContactHoldings, 'Counts, and what to type before they are erased.'),
    ...problems('not_found', 'forbidden', 'unauthenticated'),
  },
});

const exported = createRoute({
  method: 'get',
  path: '/contacts/{id}/export',
  tags,
  security: signedIn,
  summary: 'Everything that is stored about a customer',
  description: 'One JSON document: details, conversations, decisions in words, actions, calls.',
  request: { params },
  responses: {
    200: answer(ContactExport, 'To be saved as a file, and given to the person it is about.'),
    ...problems('not_found', 'forbidden', 'unauthenticated', 'rate_limited'),
  },
});

const erase = createRoute({
  method: 'post',
  path: '/contacts/{id}/erasure',
  tags,
  security: signedIn,
  summary: 'Erase a customer',
  description:
    'The customer, their conversations and every copy of them, at once and for good; open screens are told. Asked again it does nothing more.',
  request: { params, body: body(EraseContactRequest) },
  responses: {
    200: answer(ContactErased, 'Erased. What remains in backups: docs/privacy.md.'),
    ...problems('not_found', 'forbidden', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

export function contactRoutes({ records }: Pick<HttpDeps, 'records'>, limits: RateLimits) {
  return createApi()
    .openapi(find, async (c) => {
      managersOnly(c.var.me);
      limits.contactSearches.take(c.var.me.teammate.id);
      const { query } = c.req.valid('json');
      return c.json(await records.contacts.find(c.var.me.workspaceId, query), 200);
    })
    .openapi(read, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      return c.json(orProblem(await records.contacts.holdings(c.var.me, id)), 200);
    })
    .openapi(exported, async (c) => {
      managersOnly(c.var.me);
      limits.exports.take(c.var.me.teammate.id);
      const { id } = c.req.valid('param');
      const found = orProblem(await records.contacts.export(c.var.me, id));
      c.header('content-disposition', `attachment; filename="customer-${id}.json"`);
      return c.json(found, 200);
    })
    .openapi(erase, async (c) => {
      managersOnly(c.var.me);
      limits.erasures.take(c.var.me.teammate.id);
      const { id } = c.req.valid('param');
      const { confirm } = c.req.valid('json');
      return c.json(orProblem(await records.contacts.erase(c.var.me, id, confirm)), 200);
    });
}
