import type { AnswerPreview } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFrame, type Preview, shownOf } from './answer-preview.ts';

const frame = (turn: number, text: string, withdrawn = false): AnswerPreview => ({
  type: 'draft',
  conversationId: 'cnv_1' as AnswerPreview['conversationId'],
  turn,
  text,
  sources: [],
  withdrawn,
});
const after = (...frames: AnswerPreview[]) =>
  frames.reduce<Preview | undefined>(afterFrame, undefined);
const working = { status: 'open', controller: 'ai', aiWorking: true, turn: 3 } as const;
const byHuman = { ...working, controller: 'human', aiWorking: false, turn: 4 } as const;

describe('an answer that is being written', () => {
  it('grows with each frame', () => {
    const shown = shownOf(after(frame(3, 'Lamps'), frame(3, 'Lamps last.')), working, false, null);
    expect(shown).toEqual({ is: 'writing', turn: 3, text: 'Lamps last.', sources: [] });
  });

  it('is not shown before it has a word', () => {
    expect(shownOf(after(frame(3, '')), working, false, null)).toBeNull();
  });

  it('waits for the message it answers, should its frame be faster', () => {
    const early = after(frame(4, 'Yes'));
    expect(shownOf(early, working, false, null)).toBeNull();
    expect(shownOf(early, { ...working, turn: 4 }, false, null)).toMatchObject({ is: 'writing' });
  });

  it('makes room for the answer itself without a word about it', () => {
    const done = { ...working, aiWorking: false };
    expect(shownOf(after(frame(3, 'Lamps last.')), done, true, 3)).toBeNull();
  });

  it.each([
    ['a person took over', byHuman, 'took_over'],
    ['it was handed off', { ...byHuman, controller: 'queue' }, 'handed_off'],
    ['the customer wrote again', { ...working, turn: 4 }, 'newer_message'],
    ['it was resolved', { ...working, status: 'resolved', aiWorking: false }, 'resolved'],
  ] as const)('is gone, and says so, when %s', (_, standing, why) => {
    expect(shownOf(after(frame(3, 'Lamps')), standing, false, 3)).toEqual({ is: 'gone', why });
  });

  it('that was withdrawn says so, and does not come back with a late frame', () => {
    const withdrawn = after(frame(3, 'Lamps'), frame(3, '', true), frame(3, 'Lamps last'));
    expect(shownOf(withdrawn, working, false, 3)).toEqual({ is: 'gone', why: 'withdrawn' });
  });

  it('comes back after a silence, when more of it is heard', () => {
    const silent: Preview = { turn: 3, text: 'Lamps', sources: [], over: 'silent' };
    expect(shownOf(silent, working, false, 3)).toEqual({ is: 'gone', why: 'lost' });
    const again = afterFrame(silent, frame(3, 'Lamps last.'));
    expect(shownOf(again, working, false, 3)).toMatchObject({ is: 'writing' });
  });

  it('of which nothing was seen is not spoken of', () => {
    expect(shownOf(after(frame(3, 'Lamps')), byHuman, false, null)).toBeNull();
    expect(shownOf(after(frame(3, 'Lamps')), byHuman, false, 2)).toBeNull();
  });
});

const anyFrame = fc.record({ turn: fc.nat(5), text: fc.string(), withdrawn: fc.boolean() });

describe('whatever frames come, in whatever order', () => {
  it('law: text shows only while the AI owes an answer to that very turn', () => {
    fc.assert(
      fc.property(
        fc.array(anyFrame, { maxLength: 12 }),
        fc.record({
          status: fc.constantFrom('open' as const, 'snoozed' as const, 'resolved' as const),
          controller: fc.constantFrom('ai' as const, 'queue' as const, 'human' as const),
          aiWorking: fc.boolean(),
          turn: fc.nat(5),
        }),
        fc.boolean(),
        (frames, standing, answered) => {
          const last = after(
            ...frames.map(({ turn, text, withdrawn }) => frame(turn, text, withdrawn)),
          );
          const shown = shownOf(last, standing, answered, last?.turn ?? null);
          if (shown?.is !== 'writing') return;
          expect(standing.controller).toBe('ai');
          expect(standing.aiWorking).toBe(true);
          expect(shown.turn).toBe(standing.turn);
        },
      ),
    );
  });

  it('law: an older turn never takes the place of a newer one', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { minLength: 1, maxLength: 12 }), (frames) => {
        const last = after(
          ...frames.map(({ turn, text, withdrawn }) => frame(turn, text, withdrawn)),
        );
        expect(last?.turn).toBe(Math.max(...frames.map(({ turn }) => turn)));
      }),
    );
  });
});
