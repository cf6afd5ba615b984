// The prompt of an answer. Its system part holds rules and no data; its one message holds the data,
// each piece in its own fence: passages by small numbers (never by our ids), what was said before
// in this episode, and the question. What does not fit is left out from its far end.

import type { DraftPassage } from '../../core/draft.ts';
import type { Said } from '../../core/episode.ts';
import { estimateTokens } from '../../models/estimate-tokens.ts';
import { givesOrders } from './addressed-to-ai.ts';
import { answerRules, MOST_OUTPUT, type RulesFor } from './answer-rules.ts';
import { createFence, type Fence } from './fence.ts';
import { shortened } from './shortened.ts';
import { visibleLine } from './visible-text.ts';

export interface PromptFor extends RulesFor {
  question: string;
  standalone: string | null;
  history: readonly Said[];
  passages: readonly DraftPassage[];
}

export interface Prompt {
  system: string;
  /** The single message, all of it data in fences but for the labels. */
  message: string;
  /** The passages as numbered: [1] is the first. */
  offered: DraftPassage[];
  maxOutputTokens: number;
}

/** Share of the room that what was said before may take. */
const MOST_HISTORY = 0.2;
const MOST_OF_A_PASSAGE = 1_200;
const LEAST_OF_A_PASSAGE = 60;
const QUESTION_CHARACTERS = 4_000;
const SAID_CHARACTERS = { customer: 1_500, ai: 800, teammate: 800 };
const SPEAKERS: Record<Said['author'], string> = {
  customer: 'said by the customer',
  ai: 'said by you',
  teammate: 'said by a colleague',
};

/**
 * @param nonce letters and digits that nobody can guess, new for this request
 * @param tokens of the whole prompt, estimated; the question and the best passage come even beyond
 */
export function answerPrompt(asked: PromptFor, nonce: string, tokens: number): Prompt {
  const fence = createFence(nonce);
  const system = answerRules(asked, fence);
  const question = questionPart(asked, fence);
  const before = historyPart(asked.history, fence, tokens * MOST_HISTORY);
  const room =
    tokens - [system, question, before].reduce((sum, each) => sum + estimateTokens(each), 0);
  const { text, offered } = passagesPart(asked.passages, fence, room);
  const message = [
    `Passages, the best match first:\n\n${text}`,
    ...(before === '' ? [] : [`What was said before:\n\n${before}`]),
    `The customer asks now:\n\n${question}`,
    'Answer the customer by the rules.',
  ].join('\n\n');
  return { system, message, offered, maxOutputTokens: MOST_OUTPUT[asked.voice.length] };
}

function questionPart({ question, standalone }: PromptFor, fence: Fence): string {
  const asked = fence.around('question', bothEnds(question, QUESTION_CHARACTERS));
  if (standalone === null) return asked;
  return `${asked}\n\nThat is, with what was said before:\n\n${fence.around('question in full', bothEnds(standalone, QUESTION_CHARACTERS))}`;
}

/** The newest of what was said, oldest first. */
function historyPart(history: readonly Said[], fence: Fence, room: number): string {
  const parts: string[] = [];
  let tokens = 0;
  for (const { author, text } of history.toReversed()) {
    const part = fence.around(SPEAKERS[author], shortened(text, SAID_CHARACTERS[author]));
    tokens += estimateTokens(part);
    if (tokens > room) break;
    parts.unshift(part);
  }
  return parts.join('\n');
}

function passagesPart(
  passages: readonly DraftPassage[],
  fence: Fence,
  room: number,
): { text: string; offered: DraftPassage[] } {
  const parts: string[] = [];
  const offered: DraftPassage[] = [];
  let left = Math.max(room, LEAST_OF_A_PASSAGE * 4);
  for (const passage of passages.filter(isTrustworthy)) {
    const allowed = Math.min(left, MOST_OF_A_PASSAGE);
    if (allowed < LEAST_OF_A_PASSAGE) break;
    const part = fence.around(`passage [${offered.length + 1}]`, passageText(passage, allowed));
    left -= estimateTokens(part);
    parts.push(part);
    offered.push(passage);
  }
  return { text: parts.join('\n'), offered };
}

/** Passages with orders for an AI in them are left out: they neither instruct nor carry. */
export const isTrustworthy = ({ documentTitle, heading, text }: DraftPassage): boolean =>
  !givesOrders(`${documentTitle}\n${heading}\n${text}`);

function passageText({ documentTitle, heading, text }: DraftPassage, tokens: number): string {
  const title = visibleLine(documentTitle, 200);
  const above = visibleLine(heading, 200);
  const head = above === '' ? `Title: ${title}` : `Title: ${title}\nHeading: ${above}`;
  const perToken = text.length / Math.max(1, estimateTokens(text));
  const room = Math.max(0, tokens - estimateTokens(head) - 12);
  return `${head}\n\n${shortened(text, Math.floor(room * perToken))}`;
}

/** A long question says what it is about at its beginning, and often asks at its end. */
function bothEnds(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = Math.floor(length / 4);
  return `${text.slice(0, length - end - 3)} … ${text.slice(-end)}`;
}
