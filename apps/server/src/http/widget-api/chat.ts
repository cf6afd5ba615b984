/** What a customer does: read the thread, write a message, say how to be reached. */
import { createRoute } from '@hono/zod-openapi';
import {
  CustomerMessageStored,
  HelpfulRequest,
  IdentifyContactRequest,
  MessageId,
  SendCustomerMessageRequest,
  WidgetSnapshot,
} from '@baton/protocol';
import { z } from 'zod';
import type { Visitor } from '../../modules/accounts/index.ts';
import type { Known } from '../../modules/conversations/index.ts';
import { answer, asCustomer, body, createApi, done, problems, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { changed } from '../inbox-api/conversation-commands.ts';
import { orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { clientNetwork } from '../where-from.ts';
import { namesFor } from './contact-names.ts';

const tags = [TAGS.widget];

const readConversation = createRoute({
  method: 'get',
  path: '/conversation',
  tags,
  security: asCustomer,
  summary: "The customer's conversation as it is now",
  responses: {
    200: answer(WidgetSnapshot, 'The thread, or null before the first message.'),
    ...problems('widget_session_expired', 'origin_not_allowed', 'rate_limited'),
  },
});

const sendMessage = createRoute({
  method: 'post',
  path: '/messages',
  tags,
  security: asCustomer,
  summary: 'Send a message; resending it does nothing more',
  description:
    'With `knownVersion` the answer holds what is newer than that in `conversationId`, without it the whole thread. With `submitted` it is a form of the AI’s, filled in; `body` says the same in words. What is not right in it is told by field (`submitted.values.<name>`), nothing is stored, and the form can be sent again. A form that was sent already, or whose place another took, is a `conflict`.',
  request: { body: body(SendCustomerMessageRequest) },
  responses: {
    200: answer(CustomerMessageStored, 'Stored, whatever happens next.'),
    ...problems('widget_session_expired', 'origin_not_allowed', 'not_found', 'invalid_input'),
    ...problems('too_large', 'rate_limited', 'client_message_id_reused', 'conflict'),
  },
});

const identify = createRoute({
  method: 'post',
  path: '/contact',
  tags,
  security: asCustomer,
  summary: 'Say how the customer can be reached',
  request: { body: body(IdentifyContactRequest) },
  responses: {
    204: done('Kept, and told to the team.'),
    ...problems('widget_session_expired', 'origin_not_allowed', 'invalid_input', 'rate_limited'),
  },
});

const sayWhetherItHelped = createRoute({
  method: 'post',
  path: '/messages/{id}/helpful',
  tags,
  security: asCustomer,
  summary: 'Say whether an answer of the AI helped',
  request: { params: z.object({ id: MessageId }), body: body(HelpfulRequest) },
  responses: {
    204: done('Kept, and told to the team.'),
    ...problems('widget_session_expired', 'origin_not_allowed', 'not_found', 'invalid_input'),
    ...problems('rate_limited'),
  },
});

export function chatRoutes(
  { accounts, actions, conversations, reviews, where }: HttpDeps,
  limits: RateLimits,
) {
  async function snapshotFor(visitor: Visitor, known: Known | null = null) {
    const { contactId, aiAgentId } = visitor;
    const names = await namesFor(accounts, visitor);
    return conversations.contactSnapshot(visitor, contactId, aiAgentId, names, known);
  }

  return createApi()
    .openapi(readConversation, async (c) => {
      limits.widgetReads.take(c.var.visitor.contactId);
      return c.json(await snapshotFor(c.var.visitor), 200);
    })
    .openapi(sendMessage, async (c) => {
      const { visitor } = c.var;
      limits.messagesByAddress.take(clientNetwork(c, where));
      limits.messages.take(visitor.contactId);
      const { contactId, aiAgentId } = visitor;
      const { submitted: form, knownVersion: version, ...message } = c.req.valid('json');
      const { workspaceId } = visitor;
      const { clientMessageId } = message;
      const filledIn =
        form === null
          ? null
          : orProblem(
              await actions.checkSubmitted({ workspaceId, contactId, clientMessageId }, form),
            );
      const sent = changed(
        await conversations.sendCustomerMessage(visitor, {
          contactId,
          aiAgentId,
          ...message,
          page: webAddress(message.page),
          ...filledIn,
        }),
      );
      const { conversationId } = message;
      const known =
        conversationId === null || version === null ? null : { conversationId, version };
      const { snapshot, cursor } = await snapshotFor(visitor, known);
      if (snapshot === null) throw new Error('A stored message has no conversation.');
      return c.json({ snapshot, cursor, changed: sent.changed }, 200);
    })
    .openapi(identify, async (c) => {
      const { visitor } = c.var;
      limits.messages.take(visitor.contactId);
      const { name, email } = c.req.valid('json');
      if (name === null && email === null) {
        throw new Problem('invalid_input', 'Give a name or an email address.');
      }
      await conversations.identifyContact(visitor, visitor.contactId, visitor.aiAgentId, {
        name,
        email,
      });
      return c.body(null, 204);
    })
    .openapi(sayWhetherItHelped, async (c) => {
      const { visitor } = c.var;
      limits.messages.take(visitor.contactId);
      const { id } = c.req.valid('param');
      orProblem(await reviews.markHelpful(visitor, id, c.req.valid('json').helpful));
      return c.body(null, 204);
    });
}

/** A teammate may click on it, so an address that would run something is none. */
function webAddress(page: string | null): string | null {
  return page !== null && URL.canParse(page) && /^https?:$/.test(new URL(page).protocol)
    ? page
    : null;
}
