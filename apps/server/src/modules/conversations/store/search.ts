/**
 * Search in a view: words of messages and notes, as on the web ("a phrase", or, -not), the last one
 * as typed so far; or a part of the contact's name or email.
 *
 *   words that few messages hold ──► the index of words finds them all; what is not in view goes
 *   words that many hold         ──► the view is read in its order until the page is full
 *
 * Each way is slow where the other is quick: a word of every second message stands in a million of
 * them, and of a word of three messages the view would be read to its end. Which is taken changes
 * nothing in what is found.
 */
import type { WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { Parameters } from './statement.ts';

export interface Search {
  /** What was typed. */
  words: string;
  /** The same as PostgreSQL's tsquery. */
  asked: string;
  /** As the planner thinks: in messages of the whole installation. */
  expected: number;
  conversations: number;
  /** How many there are in the view; null: nobody counts. */
  inView: number | null;
}

/** @param bucket of `inbox_counts`, for how many there are in view */
export async function prepareSearch(
  sql: Sql,
  workspaceId: WorkspaceId,
  words: string,
  bucket: string | null,
): Promise<Search> {
  const [row] = await sql.query<Omit<Search, 'words'>>(
    `select asked::text as asked, messages_expected_with(asked) as expected,
            (select greatest(reltuples, 1)::float8 from pg_class
             where oid = 'conversations'::regclass) as conversations,
            (select greatest(sum(count), 0)::float8 from inbox_counts
             where workspace_id = $2 and bucket = $3::text
             having $3::text is not null) as "inView"
     from (select case when typed ~ '''$' then typed || ':*' else typed end::tsquery as asked
           from (select websearch_to_tsquery('simple', $1)::text as typed) as written) as query`,
    [words, workspaceId, bucket],
  );
  return { words, ...(row as Omit<Search, 'words'>) };
}

/** A condition on the conversations `c`. */
export function matches(
  params: Parameters,
  workspace: string,
  search: Search,
  limit: number,
): string {
  const asked = `${params.add(search.asked)}::tsquery`;
  const [part, other] = contactPatterns(search.words);
  const contacts = `contacts_like(${workspace}, ${params.add(part)}, ${params.add(other)})`;
  if (readingInOrderIsLess(search, limit)) {
    const holding = plainWords(search.words).map(
      (word) => `m.body ilike ${params.add(`%${word}%`)}`,
    );
    // Not "exists": the planner would read all messages first, for all conversations at once.
    return `((
         select true from messages m
         where m.conversation_id = c.id and m.workspace_id = ${workspace}
           and ${[...holding, `to_tsvector('simple', m.body) @@ ${asked}`].join(' and ')}
         limit 1)
       or c.contact_id in (select ${contacts}))`;
  }
  return `c.id in (
         select conversations_with_words(${workspace}, ${asked})
         union all
         select theirs.id
         from ${contacts} as found (id)
           join conversations theirs
             on theirs.contact_id = found.id and theirs.workspace_id = ${workspace})`;
}

/**
 * To look at one more conversation in order costs about one and a half times what a message costs
 * that the index has found (bench/load/inbox.ts). The more hold the words, the sooner a page is full.
 */
function readingInOrderIsLess(search: Search, limit: number): boolean {
  const { expected, conversations, inView } = search;
  const untilFull = (limit * conversations) / Math.max(expected, 1);
  return 1.5 * Math.min(untilFull, inView ?? conversations) < expected;
}

/**
 * Any part of a name or address; what is shorter than the index's trigrams, as a word's beginning.
 */
function contactPatterns(words: string): [string, string] {
  const part = words.replace(/[\\%_]/g, '\\$&');
  if ([...words].length < 3) return [`${part}%`, `% ${part}%`];
  return [`%${part}%`, `%${part}%`];
}

/**
 * Words that a message must hold as they stand, so that most others are put aside at a glance. None
 * where the query says more than that: a phrase, an exception, an alternative.
 */
function plainWords(words: string): string[] {
  const each = words.split(/\s+/);
  const plain = each.every(
    (word) => /^(\p{L}+|\p{N}+)$/u.test(word) && word.toLowerCase() !== 'or',
  );
  return plain ? each : [];
}
