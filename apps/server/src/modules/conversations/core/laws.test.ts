/**
 * The laws of a conversation, over thousands of random stories. What happened is judged from the
 * events alone (`controlAfter`), so a mistake shared by decide and evolve does not hide itself.
 */
import type { ConversationEvent } from '@baton/protocol';
import { ConversationSummary, ConversationEvent as EventSchema } from '@baton/protocol';
import { ids } from '@baton/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCommand } from '../testing/commands.ts';
import { controlAfter, deeds, play, type Story } from '../testing/story.ts';
import { decide } from './decide.ts';
import { pendingCustomerMessages } from './episode.ts';
import { evolve, fold } from './evolve.ts';
import { type ConversationState, owedTurn, waitingSince } from './state.ts';
import { summarise } from './summary.ts';

const numRuns = Number(process.env['LAW_RUNS'] ?? 1_000);

function always(law: (story: Story) => void): void {
  fc.assert(
    fc.property(deeds, (script) => {
      law(play(script));
    }),
    { numRuns },
  );
}

const isAiMessage = ({ type }: ConversationEvent) => type === 'aiAnswered' || type === 'handedOff';

describe('whatever happens, in whatever order', () => {
  it('law 1: the AI never speaks while a person or the queue has control', () => {
    always(({ events }) => {
      events.forEach((event, i) => {
        if (isAiMessage(event)) expect(controlAfter(events.slice(0, i))).toBe('ai');
      });
    });
  });

  it('law 1: the AI never speaks in a resolved conversation', () => {
    always(({ events }) => {
      events.forEach((event, i) => {
        if (!isAiMessage(event)) return;
        const before = events.slice(0, i).map(({ type }) => type);
        expect(before.lastIndexOf('reopened')).toBeGreaterThanOrEqual(
          before.lastIndexOf('resolved'),
        );
      });
    });
  });

  it('law 2: between two calls on the AI (a message, a hand-back) it speaks at most once', () => {
    always(({ events }) => {
      let spoken = 0;
      for (const event of events) {
        if (event.type === 'customerMessageSent' || event.type === 'handedBack') spoken = 0;
        if (isAiMessage(event)) spoken += 1;
        expect(spoken).toBeLessThanOrEqual(1);
      }
    });
  });

  it('law 2: no two messages of the AI carry the same turn', () => {
    always(({ events }) => {
      const turns = events.flatMap((event) =>
        event.type === 'aiAnswered' || event.type === 'handedOff' ? [event.turn] : [],
      );
      expect(new Set(turns).size).toBe(turns.length);
    });
  });

  it('law 2: the AI answers only a customer who is waiting for it', () => {
    always(({ events }) => {
      events.forEach((event, i) => {
        if (isAiMessage(event)) expect(pendingCustomerMessages(events.slice(0, i))).not.toEqual([]);
      });
    });
  });

  it('law 3: a reply is accepted wherever there is a conversation, and a person has it after', () => {
    always(({ steps, events }) => {
      for (const { command, before, verdict } of steps) {
        if (command.type === 'reply' && before !== null) expect(verdict.kind).toBe('accepted');
      }
      events.forEach((event, i) => {
        if (event.type === 'replied') {
          expect(['ai', 'queue']).not.toContain(controlAfter(events.slice(0, i + 1)));
        }
      });
    });
  });

  it('law 4: a conversation is claimed from the queue, and from nobody else', () => {
    always(({ events, steps }) => {
      events.forEach((event, i) => {
        if (event.type === 'claimed') expect(controlAfter(events.slice(0, i))).toBe('queue');
      });
      for (const { command, verdict, before } of steps) {
        if (command.type !== 'claim' || verdict.kind !== 'refused') continue;
        if (verdict.code !== 'already_claimed') continue;
        expect(verdict.teammateId).not.toBe(command.by);
        expect(before?.standing.control).toMatchObject({ teammateId: verdict.teammateId });
      }
    });
  });

  it('law 5: an unanswered customer has the AI at work, or a person to wait for', () => {
    always(({ steps }) => {
      for (const { after } of steps) {
        if (after === null || after.unanswered === null) continue;
        expect(after.standing.status).not.toBe('resolved');
        expect(owedTurn(after) !== null || waitingSince(after) !== null).toBe(true);
      }
    });
  });

  it('law 5: a turn the AI owes can always be closed by its failure, which is a handoff', () => {
    always(({ steps }) => {
      for (const { after } of steps) {
        const turn = after === null ? null : owedTurn(after);
        if (turn === null) continue;
        const verdict = decide(after, aCommand('aiFailed', { turn }));
        expect(verdict).toMatchObject({ kind: 'accepted', events: [{ type: 'handedOff' }] });
      }
    });
  });

  it('law 5: a customer is never refused, and a snoozed conversation has a person', () => {
    always(({ steps }) => {
      for (const { command, verdict, after } of steps) {
        if (command.type === 'sendCustomerMessage') expect(verdict.kind).toBe('accepted');
        if (after?.standing.status === 'snoozed') expect(after.standing.control.by).toBe('human');
      }
    });
  });

  it('law 6: every accepted message is in the stream exactly once', () => {
    always(({ steps, events }) => {
      const accepted = steps.filter(({ verdict }) => verdict.kind === 'accepted');
      const asked = accepted.flatMap(({ command }) =>
        'messageId' in command ? [command.messageId] : [],
      );
      const stored = events.flatMap((event) => ('messageId' in event ? [event.messageId] : []));
      expect(stored).toEqual(asked);
    });
  });

  it('law 7: any old snapshot plus the events after it is the fresh one', () => {
    fc.assert(
      fc.property(deeds, fc.nat(), (script, cut) => {
        const { events, state } = play(script);
        const seen = 1 + (cut % events.length);
        const old = JSON.parse(JSON.stringify(fold(events.slice(0, seen)))) as ConversationState;
        expect(events.slice(seen).reduce(evolve, old)).toEqual(state);
      }),
      { numRuns },
    );
  });

  it('versions have no gaps, time does not run backwards, turns only grow', () => {
    always(({ events, steps }) => {
      expect(events.map(({ version }) => version)).toEqual(events.map((_, i) => i + 1));
      const times = events.map(({ at }) => at);
      expect(times).toEqual([...times].sort());
      const turns = steps.map(({ after }) => after?.turn ?? 0);
      expect(turns).toEqual([...turns].sort((a, b) => a - b));
    });
  });

  it('the state names the one who has control, as the events tell it', () => {
    always(({ events, state }) => {
      if (state.standing.status !== 'resolved') expect(told(state)).toBe(controlAfter(events));
    });
  });

  it('every change of control and every customer message is a new turn', () => {
    always(({ steps }) => {
      for (const { command, before, after, verdict } of steps) {
        if (before === null || after === null || verdict.kind !== 'accepted') continue;
        const changedHands =
          JSON.stringify(holder(before)) !== JSON.stringify(holder(after)) &&
          command.type !== 'resolve';
        if (changedHands || command.type === 'sendCustomerMessage') {
          expect(after.turn).toBeGreaterThan(before.turn);
        }
      }
    });
  });

  it('events and summaries are in the shape that the protocol promises', () => {
    fc.assert(
      fc.property(deeds, (script) => {
        const { events, state } = play(script);
        for (const event of events) expect(EventSchema.parse(event)).toEqual(event);
        const summary = summarise(ids.conversation(), state);
        expect(ConversationSummary.parse(summary)).toEqual(summary);
      }),
      { numRuns: Math.min(numRuns, 200) },
    );
  });
});

/** Who has control, without what the AI owes or since when the queue waits. */
function holder({ standing: { control } }: ConversationState): unknown {
  return control.by === 'human' ? control : control.by;
}

function told({ standing: { control } }: ConversationState): string {
  return control.by === 'human' ? control.teammateId : control.by;
}
