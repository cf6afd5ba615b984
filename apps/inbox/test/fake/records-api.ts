/** Audit log, customers' data and retention over their state. */
import type { FoundContact, FoundContacts, RetentionView } from '@baton/protocol';
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

export function contacts(
  world: World,
  path: string[],
  body: { confirm?: string; query?: string },
): Answer {
  const [, id = '', what] = path;
  if (id === 'search') return ok(found(world, body.query ?? ''));
  const contact = everybody(world).find((one) => one.id === id);
  if (!contact) return problem('not_found');
  const { name, email, verified, lastSeenAt, conversations } = contact;
  const confirm = email ?? name ?? 'erase';
  const messages = 7 * conversations;
  switch (what) {
    case undefined:
      return ok({
        contact: { id, name, email, verified, createdAt: lastSeenAt, lastSeenAt },
        holds: {
          conversations,
          unresolved: Math.min(conversations, 1),
          messages,
          decisions: 2 * conversations,
          actionRuns: 0,
        },
        confirm,
      });
    case 'export':
      return ok({ format: 'baton.contact/1', contact, conversations: [] });
    default:
      if (body.confirm?.toLowerCase() !== confirm.toLowerCase()) return problem('invalid_input');
      for (const { id: conversationId } of world.ofContact(id)) world.remove(conversationId);
      world.records.quiet = world.records.quiet.filter((one) => one.id !== id);
      return ok({ contactId: id, erasedAt: new Date().toISOString(), conversations, messages });
  }
}

/** Those of conversations, each once, and those of whom none is left. */
function everybody(world: World): FoundContact[] {
  const theirs = world.all().map(({ contact, lastMessageAt }) => ({
    id: contact.id,
    name: contact.name,
    email: contact.email,
    externalId: null,
    verified: contact.verified ?? false,
    lastSeenAt: lastMessageAt,
    conversations: world.ofContact(contact.id).length,
  }));
  return [...new Map([...theirs, ...world.records.quiet].map((one) => [one.id, one])).values()];
}

function found(world: World, query: string): FoundContacts {
  const asked = query.toLowerCase();
  const matching = everybody(world).filter(
    ({ name, email, externalId }) =>
      externalId === query || `${name} ${email}`.toLowerCase().includes(asked),
  );
  return { contacts: matching.slice(0, 20), more: matching.length > 20 };
}
