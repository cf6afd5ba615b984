/**
 * Everything a teammate does to a conversation. Each is one ask of the core, which alone knows
 * what is allowed when; the answer is the conversation as it is then.
 */
import { createRoute } from '@hono/zod-openapi';
import {
  ConversationChanged,
  ConversationId,
  type ProblemCode,
  SendMessageRequest,
  SnoozeRequest,
  TagRequest,
  TransferRequest,
} from '@baton/protocol';
import { z } from 'zod';
import type { SignedIn } from '../../modules/accounts/index.ts';
import type { Ask, CommandResult } from '../../modules/conversations/index.ts';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem, Problem } from '../problem.ts';

const params = z.object({ id: ConversationId });

/** A command without and with a body differ only in that. */
function command<Path extends string>(path: Path, summary: string, ...known: ProblemCode[]) {
  return createRoute({
    method: 'post',
    path: `/conversations/{id}/${path}`,
    tags: [TAGS.conversations],
    security: signedIn,
    summary,
    request: { params },
    responses: {
      200: answer(ConversationChanged, 'The conversation as it is now.'),
      ...problems('not_found', 'unauthenticated', ...known),
    },
  });
}

function commandWith<Path extends string, Schema extends z.ZodType>(
  method: 'post' | 'delete',
  path: Path,
  schema: Schema,
  summary: string,
  ...known: ProblemCode[]
) {
  return createRoute({
    ...command(path, summary, 'invalid_input', ...known),
    method,
    request: { params, body: body(schema) },
  });
}

const claim = command(
  'claim',
  'Claim a waiting conversation',
  'already_claimed',
  'not_waiting',
  'conversation_resolved',
);
const takeOver = command(
  'take-over',
  'Take over from the AI',
  'already_claimed',
  'conversation_resolved',
);
const reply = commandWith(
  'post',
  'replies',
  SendMessageRequest,
  'Reply to the customer, taking control with it; a resolved conversation opens again',
  'client_message_id_reused',
  'too_large',
);
const addNote = commandWith(
  'post',
  'notes',
  SendMessageRequest,
  'Add a note that only the team sees',
  'client_message_id_reused',
  'too_large',
);
const transfer = commandWith(
  'post',
  'transfer',
  TransferRequest,
  'Pass a conversation to a teammate, or back into the queue',
  'conversation_resolved',
);
const handBack = command('hand-back', 'Hand back to the AI', 'not_yours', 'conversation_resolved');
const resolve = command('resolve', 'Resolve', 'already_resolved');
const reopen = command('reopen', 'Open a resolved conversation again');
const snooze = commandWith(
  'post',
  'snooze',
  SnoozeRequest,
  'Put aside until a moment in the future',
  'conversation_resolved',
);
const tag = commandWith('post', 'tags', TagRequest, 'Add a tag');
const untag = commandWith('delete', 'tags', TagRequest, 'Take a tag off');

export function conversationCommandRoutes({ conversations, answering, log }: HttpDeps) {
  async function ask(me: SignedIn, id: ConversationId, what: Ask): Promise<ConversationChanged> {
    return changed(await conversations.execute(me, id, what));
  }

  /** A brief helps whoever takes over; that none could be made must not stop them. */
  async function briefOrNone(me: SignedIn, id: ConversationId) {
    try {
      return await answering.brief(me.workspaceId, id);
    } catch (error) {
      log.warn({ err: error, conversationId: id }, 'no brief could be made for a takeover');
      return null;
    }
  }

  return createApi()
    .openapi(claim, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      return c.json(await ask(me, id, { type: 'claim', by: me.teammate.id }), 200);
    })
    .openapi(takeOver, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      const brief = await briefOrNone(me, id);
      return c.json(await ask(me, id, { type: 'takeOver', by: me.teammate.id, brief }), 200);
    })
    .openapi(reply, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      const message = c.req.valid('json');
      return c.json(await ask(me, id, { type: 'reply', by: me.teammate.id, ...message }), 200);
    })
    .openapi(addNote, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      const note = c.req.valid('json');
      return c.json(await ask(me, id, { type: 'addNote', by: me.teammate.id, ...note }), 200);
    })
    .openapi(transfer, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      const { to } = c.req.valid('json');
      return c.json(await ask(me, id, { type: 'transfer', by: me.teammate.id, to }), 200);
    })
    .openapi(handBack, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      return c.json(await ask(me, id, { type: 'handBack', by: me.teammate.id }), 200);
    })
    .openapi(resolve, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      return c.json(await ask(me, id, { type: 'resolve', by: me.teammate.id }), 200);
    })
    .openapi(reopen, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      return c.json(await ask(me, id, { type: 'reopen', by: me.teammate.id }), 200);
    })
    .openapi(snooze, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      const { until } = c.req.valid('json');
      return c.json(await ask(me, id, { type: 'snooze', by: me.teammate.id, until }), 200);
    })
    .openapi(tag, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      const { tag: name } = c.req.valid('json');
      return c.json(await ask(me, id, { type: 'tag', by: me.teammate.id, tag: name }), 200);
    })
    .openapi(untag, async (c) => {
      const { me } = c.var;
      const { id } = c.req.valid('param');
      const { tag: name } = c.req.valid('json');
      return c.json(await ask(me, id, { type: 'untag', by: me.teammate.id, tag: name }), 200);
    });
}

export function changed(result: CommandResult): ConversationChanged {
  const outcome = orProblem(result);
  if (outcome.kind === 'stale') {
    throw new Problem('conflict', 'The conversation moved on meanwhile. Look at it again.');
  }
  return { summary: outcome.summary, changed: outcome.kind === 'accepted' };
}
