/**
 * A browser's right to speak as one contact to one AI agent.
 *
 * The widget's token is bound to the website it was opened on: browsers say truthfully where a
 * request comes from, so a token copied to another site is of no use there. A token that never
 * was, has expired, or is used elsewhere gets the same answer: this session has ended.
 *
 * A session of a customer whom the website vouched for goes on only where it vouches again, for the
 * same one: whoever signs out, or signs in as somebody else, sees nothing of the one before.
 */
import type { AiAgentId, ContactId, WorkspaceId } from '@baton/protocol';
import { acrossWorkspaces } from '../../platform/database/index.ts';
import { hashToken, newToken } from '../../platform/tokens.ts';
import type { Identity } from './core/identity-claims.ts';
import { isSeenStale, vouchedUntil, widgetSessionExpiry } from './core/lifetimes.ts';
import { mayEmbed } from './core/origins.ts';
import { identifiedContact } from './identified-contact.ts';
import type { Parts } from './parts.ts';
import { isRefused, type Refused, refuse } from './refused.ts';

/** Where a widget's request came from. */
export interface Embedding {
  /** The Origin header; null when there was none. */
  origin: string | null;
  /** Baton's own addresses. */
  ownOrigins: readonly string[];
}

/** Whose widget it is: every request of it is scoped to these. */
export interface Visitor {
  workspaceId: WorkspaceId;
  aiAgentId: AiAgentId;
  contactId: ContactId;
  expiresAt: Date;
  /** The website vouched for the contact. */
  identified: boolean;
}

export interface OpenedWidgetSession extends Visitor {
  token: string;
}

interface Agent {
  workspaceId: string;
  aiAgentId: string;
}

interface SessionRow {
  workspace_id: string;
  ai_agent_id: string;
  contact_id: string;
  origin: string | null;
  expires_at: Date;
  last_seen_at: Date;
  allowed_origins: string[];
  external_id: string | null;
}

export function createWidgetSessions({ database, clock, newId, sessionsEnded }: Parts) {
  /** Goes on with a valid token of the same AI agent and customer, or begins a new session. */
  async function open(
    agent: Agent,
    token: string | null,
    from: Embedding,
    identity: Identity | null = null,
  ): Promise<OpenedWidgetSession> {
    const found = token === null ? null : await authenticate(token, from);
    const visitor =
      found === null || isRefused(found) || found.aiAgentId !== agent.aiAgentId ? null : found;
    if (identity !== null) return openIdentified(agent, token, visitor, from, identity);
    if (token !== null && visitor !== null && !visitor.identified) return { ...visitor, token };
    return begin(agent, from);
  }

  async function openIdentified(
    { workspaceId, aiAgentId }: Agent,
    known: string | null,
    visitor: Visitor | null,
    { origin }: Embedding,
    identity: Identity,
  ): Promise<OpenedWidgetSession> {
    const now = clock.now();
    const until = vouchedUntil(now);
    const opened = await database.transaction(async (tx) => {
      const vouching = { workspaceId, aiAgentId, identity, now, until };
      const contactId = await identifiedContact(tx, vouching, visitor?.contactId ?? null, newId);
      const opened = {
        workspaceId: workspaceId as WorkspaceId,
        aiAgentId: aiAgentId as AiAgentId,
        contactId: contactId as ContactId,
        expiresAt: until,
        identified: true,
      };
      if (known !== null && visitor?.identified && visitor.contactId === contactId) {
        await tx.query(
          'update widget_sessions set last_seen_at = $2, expires_at = $3 where token_hash = $1',
          [hashToken(known), now, until],
        );
        return { ...opened, token: known };
      }
      // Whoever had the anonymous token, planted or copied, has nothing of an identified customer.
      if (visitor !== null && visitor.contactId === contactId) {
        await tx.query('delete from widget_sessions where workspace_id = $1 and contact_id = $2', [
          workspaceId,
          contactId,
        ]);
      }
      const token = newToken();
      await tx.query(
        `insert into widget_sessions
           (token_hash, workspace_id, ai_agent_id, contact_id, origin, created_at, last_seen_at,
            expires_at)
         values ($1, $2, $3, $4, $5, $6, $6, $7)`,
        [hashToken(token), workspaceId, aiAgentId, contactId, origin, now, until],
      );
      return { ...opened, token };
    });
    sessionsEnded(workspaceId, opened.contactId);
    return opened;
  }

  async function begin(
    { workspaceId, aiAgentId }: Agent,
    { origin }: Embedding,
  ): Promise<OpenedWidgetSession> {
    const token = newToken();
    const contactId = newId('con');
    const now = clock.now();
    const expiresAt = widgetSessionExpiry(now);
    await database.query(
      `with contact as (
         insert into contacts (id, workspace_id, created_at, last_seen_at)
         values ($3, $2, $6, $6) returning id
       )
       insert into widget_sessions
         (token_hash, workspace_id, ai_agent_id, contact_id, origin, created_at, last_seen_at,
          expires_at)
       select $1, $2, $4, contact.id, $5, $6, $6, $7 from contact`,
      [hashToken(token), workspaceId, contactId, aiAgentId, origin, now, expiresAt],
    );
    return {
      token,
      workspaceId: workspaceId as WorkspaceId,
      aiAgentId: aiAgentId as AiAgentId,
      contactId: contactId as ContactId,
      expiresAt,
      identified: false,
    };
  }

  /** Whom a token stands for. */
  const authenticate: typeof find = (token, from) =>
    acrossWorkspaces('who asks is not known yet', () => find(token, from));

  async function find(
    token: string,
    from: Embedding,
  ): Promise<Visitor | Refused<'widget_session_expired' | 'origin_not_allowed'>> {
    const now = clock.now();
    const [row] = await database.query<SessionRow>(
      `select s.workspace_id, s.ai_agent_id, s.contact_id, s.origin, s.expires_at,
              s.last_seen_at, a.allowed_origins, c.external_id
       from widget_sessions s join ai_agents a on a.id = s.ai_agent_id
            join contacts c on c.id = s.contact_id
       where s.token_hash = $1 and s.expires_at > $2`,
      [hashToken(token), now],
      { prepared: true },
    );
    if (row === undefined || isElsewhere(row.origin, from)) return sessionEnded;
    if (!mayEmbed(row.allowed_origins, from.origin, from.ownOrigins)) {
      return originNotAllowed(from.origin);
    }
    return {
      workspaceId: row.workspace_id as WorkspaceId,
      aiAgentId: row.ai_agent_id as AiAgentId,
      contactId: row.contact_id as ContactId,
      expiresAt:
        row.external_id === null && isSeenStale(row.last_seen_at, now)
          ? await extend(token, row, now)
          : row.expires_at,
      identified: row.external_id !== null,
    };
  }

  async function extend(token: string, row: SessionRow, now: Date): Promise<Date> {
    const expiresAt = widgetSessionExpiry(now);
    await database.query(
      // The contact first, as everybody who holds both does.
      `with seen as (
         update contacts set last_seen_at = $2 where workspace_id = $4 and id = $5 returning id
       )
       update widget_sessions s set last_seen_at = $2, expires_at = $3
       from seen where s.token_hash = $1 and s.contact_id = seen.id`,
      [hashToken(token), now, expiresAt, row.workspace_id, row.contact_id],
    );
    return expiresAt;
  }

  return { open, authenticate };
}

/** Our own pages send an Origin with some requests and none with others. */
function isElsewhere(openedAt: string | null, { origin, ownOrigins }: Embedding): boolean {
  if (origin === null || openedAt === null || origin === openedAt) return false;
  return !(ownOrigins.includes(origin) && ownOrigins.includes(openedAt));
}

export const sessionEnded = refuse(
  'widget_session_expired',
  'Open the chat again to go on; nothing you wrote is lost for the team.',
);

export function originNotAllowed(origin: string | null) {
  return refuse(
    'origin_not_allowed',
    `${origin ?? 'This page'} is not among the websites that may show this chat. ` +
      'An owner can add it under "Allowed websites".',
  );
}
