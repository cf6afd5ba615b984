/** The API's paths over a `World`. */
import type { IncomingMessage } from 'node:http';
import type { InboxView, Teammate } from '@baton/protocol';
import { agentActions, decideRun, oneAction } from './actions-api.ts';
import { runs } from './actions.ts';
import { type Answer, ok, problem } from './answers.ts';
import { newMessageId } from './conversation.ts';
import { engine } from './engine-api.ts';
import { totalsOf, uploadResults } from './knowledge.ts';
import { addSource, changePassage, documents, sources } from './knowledge-api.ts';
import { notifications } from './notifications-api.ts';
import { aiAgent, jo, maya, sam, sessionOf } from './people.ts';
import { policy, replays } from './policy-api.ts';
import { auditLog, contacts, retention } from './records-api.ts';
import { budget, calibration, queueOf, review, reviewsOf } from './reviews-api.ts';
import { aboutTeammate, atTheDoor, secondFactor, signInRules } from './signing-in-api.ts';
import { routing, webhooks } from './webhooks-api.ts';
import type { World } from './world.ts';

export async function answerApi(
  world: World,
  me: Teammate | null,
  request: IncomingMessage,
  url: URL,
): Promise<Answer> {
  const method = request.method ?? 'GET';
  const trouble = world.trouble?.(method, url.pathname);
  if (trouble) return trouble;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const body = request.headers['content-type']?.includes('json') && text ? JSON.parse(text) : {};
  const path = url.pathname.slice('/api/'.length).split('/');

  if (path[0] === 'setup')
    return method === 'GET'
      ? url.searchParams.get('token') === 'used'
        ? problem('setup_link_used')
        : ok({})
      : ok(sessionOf(sam));
  if (path[0] === 'invites' && path[1] === 'by-token')
    return path[2] === 'expired'
      ? problem('invite_expired')
      : ok({ workspaceName: 'Lumen Desk', invitedBy: sam.name, email: null });
  if (path[0] === 'password-resets' && method === 'GET')
    return ok({ byMail: world.mail.available });
  const door = method === 'POST' ? atTheDoor(path, body) : null;
  if (door) return door;
  if (!me) return problem('unauthenticated');

  switch (path[0]) {
    case 'session':
      return method === 'DELETE' ? ok() : ok(sessionOf(me));
    case 'second-factor':
      return secondFactor(world.signingIn, path, method, body);
    case 'sign-in-rules':
      return signInRules(world.signingIn, method, body);
    case 'teammates':
      if (['password-reset', 'second-factor'].includes(path[2] ?? ''))
        return aboutTeammate(world.signingIn, path, url.origin);
      return ok({ teammates: [sam, maya, jo] });
    case 'invites':
      return method === 'POST'
        ? ok({
            invite: {
              id: 'inv_1',
              email: null,
              role: 'teammate',
              invitedBy: sam.id,
              createdAt: new Date().toISOString(),
              expiresAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
            },
            link: `${url.origin}/invite?token=abcdefghijklmnopqrstuvwxyz`,
          })
        : ok({ invites: [] });
    case 'tags':
      return ok({
        tags: [
          { tag: 'returns', count: 12 },
          { tag: 'refund', count: 7 },
          { tag: 'shipping', count: 4 },
        ],
      });
    case 'decisions':
      return path[2] === 'review' ? review(world, me, path[1] ?? '', body) : ok(world.decision);
    case 'replays':
      return replays(world.policy, path, url);
    case 'sessions':
      return method === 'GET' ? ok({ sessions: openSessions }) : ok({ ended: 1 });
    case 'password':
      return body.current === 'wrong'
        ? problem('wrong_credentials', 'The current password is not right.')
        : ok();
    case 'ai-agents':
      if (
        ['engine', 'voice', 'usage'].includes(path[2] ?? '') ||
        (path[2] === 'budget' && method === 'PUT')
      ) {
        return engine(world.engine, method, path, url, body);
      }
      return path[2] === 'policy'
        ? policy(world.policy, me, method, path, body)
        : aiAgents(world, method, path, url, body);
    case 'actions':
      return oneAction(world, method, path, body);
    case 'action-runs':
      return decideRun(world, me, path, body.note);
    case 'documents':
      return documents(world, method, path);
    case 'passages':
      return changePassage(world, path[1] ?? '', body);
    case 'sources':
      return sources(world, method, path, url, body);
    case 'audit-log':
      return me.role === 'teammate' ? problem('forbidden') : auditLog(world.records, url);
    case 'notifications':
    case 'notification-rules':
      return notifications(world.mail, method, path, body);
    case 'routing':
      return routing(world.webhooks, method, body);
    case 'webhooks':
    case 'webhook-deliveries':
      return webhooks(world.webhooks, method, path, url, body);
    case 'retention':
      return me.role === 'teammate'
        ? problem('forbidden')
        : retention(world.records, method, path, body);
    case 'contacts':
      return me.role === 'teammate' ? problem('forbidden') : contacts(world, path, body);
    case 'conversations':
      return conversations(world, me, method, path, url, body);
    default:
      return problem('not_found');
  }
}

function aiAgents(
  world: World,
  method: string,
  path: string[],
  url: URL,
  body: Record<string, never>,
): Answer {
  switch (path[2]) {
    case undefined:
      return ok({ aiAgent: { ...aiAgent, ...body } });
    case 'install':
      return ok({
        html: `<script src="${url.origin}/widget.js" data-key="${aiAgent.widgetKey}" async></script>`,
        demoUrl: '/demo',
      });
    case 'calibration':
      return calibration(world);
    case 'budget':
      return budget(world, url);
    case 'reviews':
      return queueOf(world);
    case 'actions':
    case 'action-runs':
    case 'identity-secret':
      return agentActions(world, method, path, url, body as never);
    case 'ask':
      return ok(world.asked);
    case 'sources':
      return method === 'GET' ? ok({ sources: world.sources }) : addSource(world, body);
    case 'documents':
      if (method === 'GET') {
        const q = (url.searchParams.get('q') ?? '').toLowerCase();
        const source = url.searchParams.get('source');
        return ok({
          documents: world.documents.filter(
            (one) => one.title.toLowerCase().includes(q) && (!source || one.sourceId === source),
          ),
          nextPage: null,
          totals: totalsOf(world.documents),
        });
      }
      return ok({
        results: [
          {
            name: body['title'] ?? body['question'],
            result: 'added',
            reason: null,
            rows: null,
            document: world.documents[0],
          },
        ],
      });
    case 'uploads':
      return ok({ results: uploadResults(world.documents[0] ?? null) });
    default:
      return ok({
        results: world.documents.map((document) => ({
          name: document.title,
          result: 'added',
          reason: null,
          rows: null,
          document,
        })),
      });
  }
}

function conversations(
  world: World,
  me: Teammate,
  method: string,
  path: string[],
  url: URL,
  body: Record<string, string>,
): Answer {
  const [, id = '', what] = path;
  if (!id)
    return ok(
      world.list(
        (url.searchParams.get('view') ?? 'open') as InboxView,
        me,
        url.searchParams.get('q') ?? '',
        url.searchParams.get('page'),
      ),
    );
  const now = world.open(id);
  if (!now) return problem('not_found');
  if (!what) return ok({ ...now, cursor: world.cursor() });
  if (what === 'action-runs')
    return ok({ runs: runs.filter(({ conversationId }) => conversationId === id), nextPage: null });
  if (what === 'usage') return ok(world.engine.ofConversation);
  if (what === 'reviews') return reviewsOf(world, id);
  const { summary } = now;
  const by = { by: me.id };
  const teammateId = { teammateId: me.id };
  const done = (...events: Parameters<World['happen']>[1][]) =>
    ok({ summary: world.happen(id, ...events).summary, changed: true });
  const message = {
    ...teammateId,
    messageId: newMessageId(),
    clientMessageId: body['clientMessageId'],
    body: body['body'],
  };
  switch (what) {
    case 'claim':
      return summary.controller === 'queue'
        ? done({ type: 'claimed', ...teammateId })
        : problem('already_claimed', undefined, { teammateId: summary.assigneeId });
    case 'take-over':
      return done({ type: 'tookOver', ...teammateId, interruptedTurn: null, brief: null });
    case 'replies': {
      const first = {
        ai: { type: 'tookOver' as const, ...teammateId, interruptedTurn: null, brief: null },
        queue: { type: 'claimed' as const, ...teammateId },
        human: null,
      }[summary.controller];
      const reopened =
        summary.status === 'resolved'
          ? { type: 'reopened' as const, ...by, controller: 'human', assigneeId: me.id }
          : null;
      return done(
        ...[reopened ?? first, { type: 'replied' as const, ...message }].filter(
          (event) => event !== null,
        ),
      );
    }
    case 'notes':
      return done({ type: 'noteAdded', ...message });
    case 'transfer':
      return done({ type: 'transferred', ...by, from: summary.assigneeId, to: body['to'] ?? null });
    case 'hand-back':
      return done({ type: 'handedBack', ...teammateId });
    case 'resolve':
      return done({ type: 'resolved', ...by });
    case 'reopen':
      return done({ type: 'reopened', ...by, controller: 'human', assigneeId: me.id });
    case 'snooze':
      return done({ type: 'snoozed', ...by, until: body['until'] });
    case 'tags':
      return done({ type: method === 'POST' ? 'tagged' : 'untagged', ...by, tag: body['tag'] });
    default:
      return problem('not_found');
  }
}

const openSessions = [
  {
    id: 'here',
    browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    startedAt: '2026-06-01T08:00:00.000Z',
    lastSeenAt: '2026-06-03T08:00:00.000Z',
    current: true,
  },
  {
    id: 'elsewhere',
    browser: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1',
    startedAt: '2026-05-20T08:00:00.000Z',
    lastSeenAt: '2026-05-30T18:30:00.000Z',
    current: false,
  },
];
