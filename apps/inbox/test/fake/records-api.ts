/** Audit log, customers' data and retention over their state. */
import type { RetentionView } from '@baton/protocol';
import { type Answer, ok, problem } from './answers.ts';
import type { RecordsState } from './records.ts';
import type { World } from './world.ts';

export function auditLog({ entries, asked }: RecordsState, url: URL): Answer {
  asked.push(url.search);
  const group = url.searchParams.get('group');
  const teammate = url.searchParams.get('teammate');
  const inGroup = (kind: string) => group !== 'access' || kind.startsWith('sign');
  return ok({
    entries: entries.filter(
      (one) => inGroup(one.kind) && (!teammate || one.teammateId === teammate),
    ),
    nextPage: null,
  });
}

export function retention(
  state: RecordsState,
  method: string,
  path: string[],
  body: RetentionView['rules'],
): Answer {
  if (path[1] === 'preview') return ok({ wouldRemove: state.would });
  if (method === 'PUT') state.retention = { ...state.retention, rules: body };
  return ok(state.retention);
}

export function contacts(world: World, path: string[], body: { confirm?: string }): Answer {
  const [, id = '', what] = path;
  const theirs = world.ofContact(id);
  const [first] = theirs;
  if (!first) return problem('not_found');
  const { contact } = first;
  const confirm = contact.email ?? contact.name ?? 'erase';
  switch (what) {
    case undefined:
      return ok({
        contact: {
          ...contact,
          verified: contact.verified ?? false,
          createdAt: first.createdAt,
          lastSeenAt: first.lastMessageAt,
        },
        holds: {
          conversations: theirs.length,
          unresolved: 1,
          messages: 7,
          decisions: 2,
          actionRuns: 0,
        },
        confirm,
      });
    case 'export':
      return ok({ format: 'baton.contact/1', contact, conversations: [] });
    default:
      if (body.confirm?.toLowerCase() !== confirm.toLowerCase()) return problem('invalid_input');
      for (const { id: conversationId } of theirs) world.remove(conversationId);
      return ok({
        contactId: id,
        erasedAt: new Date().toISOString(),
        conversations: theirs.length,
        messages: 7,
      });
  }
}
