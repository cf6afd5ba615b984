/**
 * What is known and noted about a conversation. None of it changes who may speak.
 */
import { LIMITS } from '@baton/protocol';
import type { AddNote, IdentifyContact, Tag, Untag } from './commands.ts';
import type { ConversationState } from './state.ts';
import { accept, type Answer, refuse, unchanged } from './verdict.ts';

export function addNote(_: ConversationState, command: AddNote): Answer {
  const { by, messageId, clientMessageId, body } = command;
  return accept({ type: 'noteAdded', teammateId: by, messageId, clientMessageId, body });
}

export function tag(state: ConversationState, command: Tag): Answer {
  const tag = command.tag.trim();
  if (tag === '' || tag.length > LIMITS.tagLength) {
    return refuse('invalid_input', `A tag has 1 to ${LIMITS.tagLength} characters.`);
  }
  if (state.tags.includes(tag)) return unchanged;
  if (state.tags.length >= LIMITS.tagsPerConversation) {
    return refuse(
      'invalid_input',
      `A conversation has at most ${LIMITS.tagsPerConversation} tags.`,
    );
  }
  return accept({ type: 'tagged', by: command.by, tag });
}

export function untag(state: ConversationState, command: Untag): Answer {
  const tag = command.tag.trim();
  return state.tags.includes(tag) ? accept({ type: 'untagged', by: command.by, tag }) : unchanged;
}

export function identifyContact(state: ConversationState, command: IdentifyContact): Answer {
  const { name, email, verified: known = false } = state.contact;
  const { details, verified } = command;
  // What the website vouched for is not overwritten by what somebody types; gaps may be filled.
  const merged =
    known && !verified
      ? { name: name ?? details.name, email: email ?? details.email }
      : { name: details.name ?? name, email: details.email ?? email };
  return merged.name === name && merged.email === email && (known || !verified)
    ? unchanged
    : accept({ type: 'contactIdentified', details: merged, ...(verified && { verified }) });
}
