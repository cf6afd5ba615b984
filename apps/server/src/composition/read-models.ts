// Small questions to the read tables that belong to no command.

import type { ConversationId, TagList } from '@baton/protocol';
import type { PublicArticle } from '../http/index.ts';
import { acrossWorkspaces, type Database } from '../platform/index.ts';

/** A contact's newest conversation: whose past their widget catches up on. */
export async function readConversationOf(
  database: Database,
  workspaceId: string,
  contactId: string,
): Promise<ConversationId | null> {
  const [row] = await database.query<{ id: ConversationId }>(
    `select id from conversations where workspace_id = $1 and contact_id = $2
     order by last_message_at desc limit 1`,
    [workspaceId, contactId],
  );
  return row?.id ?? null;
}

/** The tags in use in a workspace, the most used first. */
export async function readTagsInUse(
  database: Database,
  workspaceId: string,
): Promise<TagList['tags']> {
  return database.query(
    `select tag, count(*)::int as count from conversations, unnest(tags) as tag
     where workspace_id = $1 group by tag order by count desc, tag limit 200`,
    [workspaceId],
  );
}

/**
 * A document as customers may read it: its address is its own permission. Where teammates reworded
 * or excluded passages, it is the passages as the AI answers from them, not the document's own text.
 */
export async function readArticle(
  database: Database,
  documentId: string,
): Promise<PublicArticle | null> {
  const [row] = await acrossWorkspaces('a public page', () =>
    database.query<{
      title: string;
      markdown: string;
      mended: string | null;
      updated_at: Date;
    }>(
      `select d.title, d.markdown, d.updated_at,
       (select coalesce(string_agg(
                 case when p.heading in ('', d.title) then '' else '## ' || p.heading || E'\\n\\n' end
                 || coalesce(p.edited, p.markdown), E'\\n\\n' order by p.position)
               filter (where not p.excluded), '')
        from passages p where p.document_id = d.id
        having bool_or(p.excluded or p.edited is not null)) as mended
     from documents d where d.id = $1 and d.state <> 'failed'`,
      [documentId],
    ),
  );
  // Every passage excluded: nothing of it is for customers any more.
  return row === undefined || row.mended === ''
    ? null
    : {
        title: row.title,
        markdown: row.mended ?? row.markdown,
        updatedAt: row.updated_at.toISOString(),
      };
}

/** What a company calls itself; empty where there is no such workspace. */
export async function readWorkspaceName(database: Database, workspaceId: string): Promise<string> {
  const [row] = await database.query<{ name: string }>(
    'select name from workspaces where id = $1',
    [workspaceId],
  );
  return row?.name ?? '';
}
