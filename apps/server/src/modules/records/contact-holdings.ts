/** How much is known about a person: asked before it is exported or erased. */
import type { ContactHoldings, ContactId } from '@baton/protocol';
import { confirmWords } from './core/confirm-words.ts';
import type { Asker, Parts } from './parts.ts';
import { type Refused, refuse } from './refused.ts';

export const noSuchContact = refuse('not_found', 'There is no contact with this id.');

interface Row {
  id: ContactId;
  name: string | null;
  email: string | null;
  verified: boolean;
  created_at: Date;
  last_seen_at: Date;
}

export function createContactHoldings({ database }: Pick<Parts, 'database'>) {
  return async function holdingsOf(
    { workspaceId }: Asker,
    contactId: string,
  ): Promise<ContactHoldings | Refused> {
    const [row] = await database.query<Row & ContactHoldings['holds']>(
      `select c.id, c.name, c.email, c.verified_at is not null as verified, c.created_at,
         c.last_seen_at, holds.*
       from contacts c cross join lateral (
         select count(*)::int as conversations,
           count(*) filter (where v.status <> 'resolved')::int as unresolved,
           coalesce(sum((select count(*) from messages m where m.conversation_id = v.id)), 0)::int
             as messages,
           coalesce(sum((select count(*) from decisions d where d.conversation_id = v.id)), 0)::int
             as decisions,
           coalesce(sum((select count(*) from action_runs r where r.conversation_id = v.id)), 0)::int
             as "actionRuns"
         from conversations v where v.workspace_id = $1 and v.contact_id = c.id
       ) holds
       where c.workspace_id = $1 and c.id = $2`,
      [workspaceId, contactId],
    );
    if (row === undefined) return noSuchContact;
    const { id, name, email, verified, created_at, last_seen_at, ...holds } = row;
    return {
      contact: {
        id,
        name,
        email,
        verified,
        createdAt: created_at.toISOString(),
        lastSeenAt: last_seen_at.toISOString(),
      },
      holds,
      confirm: confirmWords({ name, email }),
    };
  };
}
