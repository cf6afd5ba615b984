/**
 * What holds beside the laws of a conversation once a model writes: every answer has its decision,
 * the books come out even, and nothing that the documents do not carry was said or shown. Like the
 * checker it shares no code with the server.
 */
import type { StoredConversation, Verdict } from './laws/index.ts';
import { INVENTED } from './wayward-model.ts';

export interface StoredDecision {
  id: string;
  conversationId: string;
  turn: number;
  /** Sentences of the model that the check did not let through. */
  removed: string[];
}

/** After quiet, and after the time of calls whose process died has run out. */
export interface Books {
  reservations: number;
  months: { reserved: number; spent: number; booked: number }[];
}

export interface ModelEvidence {
  conversations: StoredConversation[];
  decisions: StoredDecision[];
  books: Books;
  /** What customers were shown of answers in the making. */
  previews: string[];
  /** What the documents say, passage by passage. */
  passages: string[];
}

export function modelVerdicts(evidence: ModelEvidence): Verdict[] {
  const { decisions, books, previews } = evidence;
  return [
    {
      law: 'every answer has its decision',
      checked: decisions.length,
      of: 'decisions',
      broken: decisionless(evidence),
    },
    {
      law: 'nothing unchecked is said or shown',
      checked: decisions.length + previews.length,
      of: 'answers and previews',
      broken: unchecked(evidence),
    },
    {
      law: 'the books are even',
      checked: books.months.length,
      of: 'months',
      broken: uneven(books),
    },
  ];
}

export const brokenModelLaws = (evidence: ModelEvidence): string[] =>
  modelVerdicts(evidence).flatMap(({ broken }) => broken);

function decisionless({ conversations, decisions }: ModelEvidence): string[] {
  const known = new Map(decisions.map((decision) => [decision.id, decision]));
  const told = new Set<string>();
  const broken: string[] = [];
  for (const { id, events } of conversations) {
    for (const event of events) {
      if (event.type !== 'aiAnswered' && event.type !== 'handedOff') continue;
      // Only an AI that failed passes on without having decided.
      if (event.decision === null) continue;
      const decision = known.get(event.decision.id);
      told.add(event.decision.id);
      if (decision?.conversationId !== id || decision.turn !== event.turn)
        broken.push(`${id} v${event.version} ${event.type}: without its decision`);
    }
  }
  for (const { id } of decisions)
    if (!told.has(id)) broken.push(`decision ${id} is of nothing that was said`);
  return broken;
}

function unchecked({ conversations, decisions, previews, passages }: ModelEvidence): string[] {
  // Where the documents are quoted after all, their words may be among those that the model copied.
  const isTheDocuments = (sentence: string) => passages.some((text) => text.includes(sentence));
  const broken: string[] = [];
  const removedBy = new Map(decisions.map(({ id, removed }) => [id, removed]));
  for (const { id, events } of conversations) {
    for (const event of events) {
      if (event.type !== 'aiAnswered' && event.type !== 'handedOff') continue;
      const removed = removedBy.get(event.decision?.id ?? '') ?? [];
      const said = event.body ?? '';
      for (const sentence of [INVENTED, ...removed])
        if (said.includes(sentence) && !isTheDocuments(sentence))
          broken.push(`${id} v${event.version}: unchecked, and said: ${sentence}`);
    }
  }
  for (const preview of previews)
    if (preview.includes(INVENTED)) broken.push(`unchecked, and shown: ${preview}`);
  return broken;
}

function uneven({ reservations, months }: Books): string[] {
  return [
    ...(reservations > 0 ? [`${reservations} reservations are left in the books`] : []),
    ...months.flatMap(({ reserved, spent, booked }) => [
      ...(reserved === 0 ? [] : [`a month has ${reserved} set aside for no call`]),
      ...(spent === booked ? [] : [`a month says ${spent} spent, its calls say ${booked}`]),
    ]),
  ];
}
