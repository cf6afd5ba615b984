/** Reasons, names and states, as a teammate reads them. */
import type { ConversationSummary, HandoffReason, Outcome } from '@baton/protocol';

/** On a chip in a list. */
const short: Record<HandoffReason, string> = {
  direct_request: 'Asked for a person',
  low_confidence: 'AI was unsure',
  knowledge_gap: 'Not in the documents',
  frustration: 'Frustrated',
  repeated_question: 'Asked again',
  sensitive_topic: 'Sensitive topic',
  guideline: 'Your guideline',
  max_turns: 'Going in circles',
  ai_error: 'AI failed',
  budget_exhausted: 'AI budget used up',
  takeover: 'Taken over',
};

/** After "Handed off: ". */
const long: Record<HandoffReason, string> = {
  direct_request: 'the customer asked for a person',
  low_confidence: 'the AI was not sure enough of its answer',
  knowledge_gap: 'the documents do not cover it',
  frustration: 'the customer is frustrated',
  repeated_question: 'the customer had to ask again',
  sensitive_topic: 'it touches a sensitive topic',
  guideline: 'one of your guidelines says so',
  max_turns: 'it went on for too many turns',
  ai_error: 'the AI could not answer',
  budget_exhausted: "the AI's budget is used up",
  takeover: 'a teammate stepped in',
};

export const reasonChip = (reason: HandoffReason): string => short[reason] ?? reason;

/** "the customer asked for a person and the customer is frustrated" */
export function reasonsInWords(reasons: readonly HandoffReason[]): string {
  const words = reasons.map((reason) => long[reason] ?? reason);
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const outcomeWords: Record<Outcome, string> = {
  answer: 'Answer',
  clarify: 'Ask back',
  offer: 'Offer a person',
  handoff: 'Hand off',
};

const adjectives =
  'Amber Brisk Calm Clever Coral Early Fair Gentle Golden Green Hazel Kind Lively Lucky Mellow Misty Nimble Noble Olive Quick Quiet Rosy Silver Sunny Swift Tidy Warm Wise'.split(
    ' ',
  );
const animals =
  'Badger Beaver Crane Curlew Deer Dolphin Falcon Finch Fox Hare Heron Ibis Kestrel Lark Lynx Marten Newt Otter Owl Panda Puffin Robin Seal Sparrow Stoat Swan Tern Wren'.split(
    ' ',
  );

/** Of a contact, what is needed to say who it is. */
export type Somebody = Pick<ConversationSummary['contact'], 'id' | 'name' | 'email'>;

/** A visitor's name, or a friendly stand-in that stays theirs. */
export function contactName(contact: Somebody): string {
  return contact.name ?? contact.email ?? standIn(contact.id);
}

function standIn(id: string): string {
  let hash = 2166136261;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 16777619) >>> 0;
  }
  const adjective = adjectives[hash % adjectives.length];
  const animal = animals[Math.floor(hash / adjectives.length) % animals.length];
  return `${adjective} ${animal}`;
}

/** Confidence as a whole percentage, as the server writes it. Nothing is certain: never 0% or 100%. */
export function percent(share: number): string {
  if (share < 0.01) return 'under 1%';
  if (share > 0.99) return 'over 99%';
  return `${Math.round(share * 100)}%`;
}
