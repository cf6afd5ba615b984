// Reads a client's past from the database, page by page, while the hub keeps the present aside.

import type { Cursor } from '@baton/protocol';
import { type Database, inWorkspace } from '../../platform/database/index.ts';
import { type FeedEntry, readFeed } from '../../platform/feed/index.ts';
import type { FeedStream } from './hub.ts';

const PAGE = 500;
/** More than this is sooner loaded afresh than replayed. */
const LONGEST_PAST = 5_000;

export type CaughtUp =
  | { kind: 'live'; cursor: Cursor }
  | { kind: 'reset'; reason: 'future' | 'expired' | 'malformed' };

export interface CatchUpRequest {
  database: Database;
  stream: FeedStream;
  after: Cursor;
  /** Whose past: a workspace's, or one conversation's of it. */
  workspaceId: string;
  conversationId: string | null;
  accept: (entry: FeedEntry) => boolean;
}

export const catchUp = (request: CatchUpRequest): Promise<CaughtUp> =>
  inWorkspace(request.workspaceId, () => readOn(request));

async function readOn(request: CatchUpRequest): Promise<CaughtUp> {
  const { database, stream, workspaceId, conversationId, accept } = request;
  let after = request.after;
  for (let read = 0; read < LONGEST_PAST; ) {
    const page = await readFeed(database, { workspaceId, conversationId, after, limit: PAGE });
    if (page.kind === 'reset') return page;
    stream.past(page.entries.filter(accept));
    after = page.cursor;
    read += page.entries.length;
    if (page.entries.length < PAGE) {
      stream.caughtUp(after);
      return { kind: 'live', cursor: stream.cursor };
    }
  }
  return { kind: 'reset', reason: 'expired' };
}
