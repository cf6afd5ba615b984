/** Each law broken by hand: a check that sees nothing broken is worth nothing. */
import type { ConversationEvent } from '@baton/protocol';
import { expect, test } from 'vitest';
import { brokenModelLaws, type ModelEvidence } from './model-laws.ts';
import { INVENTED } from './wayward-model.ts';

const answered = (body: string, decision = 'dec_1'): ConversationEvent =>
  ({ type: 'aiAnswered', version: 2, turn: 1, body, decision: { id: decision } }) as never;

function evidence(event: ConversationEvent, more: Partial<ModelEvidence> = {}): ModelEvidence {
  return {
    conversations: [
      {
        id: 'cnv',
        version: 2,
        status: 'open',
        controller: 'ai',
        assigneeId: null,
        events: [event],
      },
    ],
    decisions: [{ id: 'dec_1', conversationId: 'cnv', turn: 1, removed: ['It is free.'] }],
    books: { reservations: 0, months: [{ reserved: 0, spent: 7, booked: 7 }] },
    previews: ['Unplug it.'],
    passages: ['Reset: Unplug it.'],
    ...more,
  };
}

test('what was decided, checked and booked is passed', () => {
  expect(brokenModelLaws(evidence(answered('Unplug it.')))).toEqual([]);
});

test('an answer without its decision is found, and a decision without its answer', () => {
  const broken = brokenModelLaws(evidence(answered('Unplug it.', 'dec_2')));
  expect(broken).toHaveLength(2);
});

test('a decision of another turn or another conversation is found', () => {
  const decision = { id: 'dec_1', conversationId: 'cnv', turn: 1, removed: [] };
  for (const wrong of [{ turn: 2 }, { conversationId: 'other' }]) {
    const decisions = [{ ...decision, ...wrong }];
    expect(brokenModelLaws(evidence(answered('Unplug it.'), { decisions }))).toHaveLength(1);
  }
});

test('a sentence that was removed and said all the same is found', () => {
  expect(brokenModelLaws(evidence(answered('Unplug it. It is free.')))).toHaveLength(1);
});

test('words that the documents themselves say are theirs, though the model was not believed', () => {
  const passages = ['Delivery: It is free. In Norway, too.'];
  expect(brokenModelLaws(evidence(answered('It is free.'), { passages }))).toEqual([]);
});

test('an invention is found where it was said, and where it was only shown', () => {
  expect(brokenModelLaws(evidence(answered(`Unplug it. ${INVENTED}`)))).toHaveLength(1);
  const previews = [`Unplug it. ${INVENTED}`];
  expect(brokenModelLaws(evidence(answered('Unplug it.'), { previews }))).toHaveLength(1);
});

test('books that do not come out even are found', () => {
  const books = { reservations: 1, months: [{ reserved: 5, spent: 7, booked: 6 }] };
  expect(brokenModelLaws(evidence(answered('Unplug it.'), { books }))).toHaveLength(3);
});
