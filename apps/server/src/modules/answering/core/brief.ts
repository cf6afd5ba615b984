// The brief: what travels with a handoff, so that the customer repeats nothing. Built from what
// was said and decided, by rules a teammate can check; it never invents.

import type { Brief, ContactDetails, HandoffReason } from '@baton/protocol';
import { collectedDetails } from './collected-details.ts';
import type { Episode } from './episode.ts';

export interface BriefInput {
  episode: Episode;
  reasons: HandoffReason[];
  explanation: string;
  contact: ContactDetails;
  /** Frustration now (0..1) and its slope over the last turns (-1..1); null when not measured. */
  frustration: { now: number; trend: number } | null;
  passages: Brief['passages'];
  /** An answer that was drafted and not given. */
  unsaidDraft: string | null;
}

const SLOPE_THAT_COUNTS = 0.15;
const FEWEST_WORDS_OF_A_QUESTION = 3;
const MOST_WORDS_OF_A_BARE_REQUEST = 9;

export function buildBrief(input: BriefInput): Brief {
  const { episode, contact } = input;
  const tried = triedAnswers(episode);
  return {
    reasons: input.reasons,
    explanation: input.explanation,
    intent: intentOf(episode, input.reasons),
    summary: summarise(episode, tried.length),
    tried,
    details: details(contact, episode),
    sentiment: input.frustration === null ? null : sentimentOf(input.frustration),
    passages: input.passages.slice(0, 5),
    suggestedReply: input.unsaidDraft,
  };
}

/** Each answer the AI gave, with the question before it. */
function triedAnswers({ before }: Episode): Brief['tried'] {
  const tried: Brief['tried'] = [];
  let question = '';
  for (const said of before) {
    if (said.author === 'customer') question = said.text;
    else if (said.author === 'ai' && said.outcome === 'answer' && said.sources?.length)
      tried.push({
        question: shorten(question, 300),
        answer: shorten(said.text, 600),
        sources: said.sources,
      });
  }
  return tried.slice(-6);
}

/** What is behind it all: a bare "a person, please" says less than the question before it. */
function intentOf({ before, pending }: Episode, reasons: readonly HandoffReason[]): string {
  const now = pending.join(' ');
  const earlier = before.findLast(
    (said) => said.author === 'customer' && wordCount(said.text) >= FEWEST_WORDS_OF_A_QUESTION,
  );
  const bare = reasons.includes('direct_request') && wordCount(now) <= MOST_WORDS_OF_A_BARE_REQUEST;
  return shorten((bare || now === '' ? earlier?.text : undefined) ?? now, 200);
}

function summarise({ before, pending }: Episode, answered: number): string {
  const asked = before.filter((said) => said.author === 'customer').length + pending.length;
  const first = before.find((said) => said.author === 'customer')?.text ?? pending[0] ?? '';
  const messages = asked === 1 ? 'one message' : `${asked} messages`;
  const answers =
    answered === 0
      ? 'The AI has not given an answer'
      : `The AI gave ${answered === 1 ? 'one answer' : `${answered} answers`} from the documents`;
  const opening = asked === 1 ? '' : ` It began with: “${shorten(first, 160)}”`;
  return `The customer wrote ${messages}. ${answers}.${opening}`;
}

function details(contact: ContactDetails, { before, pending }: Episode): Brief['details'] {
  const known: Brief['details'] = [];
  if (contact.name !== null) known.push({ label: 'Name', value: contact.name });
  if (contact.email !== null) known.push({ label: 'Email', value: contact.email });
  const texts = [
    ...before.filter((said) => said.author === 'customer').map((said) => said.text),
    ...pending,
  ];
  const seen = new Set(known.map((each) => each.value.toLowerCase()));
  return [
    ...known,
    ...collectedDetails(texts).filter((each) => !seen.has(each.value.toLowerCase())),
  ];
}

function sentimentOf({ now, trend }: { now: number; trend: number }): Brief['sentiment'] {
  const direction =
    trend > SLOPE_THAT_COUNTS ? 'worsening' : trend < -SLOPE_THAT_COUNTS ? 'improving' : 'steady';
  return { score: -now, trend: direction };
}

const wordCount = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

/** Cuts at a word where there is one; counts characters as people see them. */
export function shorten(text: string, limit: number): string {
  const oneLine = text.replace(/\s+/gu, ' ').trim();
  const characters = [...oneLine];
  if (characters.length <= limit) return oneLine;
  const cut = characters.slice(0, limit - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > limit / 2 ? cut.slice(0, space) : cut}…`;
}
