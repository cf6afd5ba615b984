/**
 * The laws of a conversation, over thousands of random stories. What happened is judged from the
 * events alone (`controlAfter`), so a mistake shared by decide and evolve does not hide itself.
 */
import type { ConversationEvent } from '@baton/protocol';
import { ConversationSummary, ConversationEvent as EventSchema } from '@baton/protocol';
import { ids, minute } from '@baton/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCommand } from '../testing/commands.ts';
import { controlAfter, deeds, play, type Story } from '../testing/story.ts';
import { decide } from './decide.ts';
import { pendingCustomerMessages } from './episode.ts';
import { evolve, fold } from './evolve.ts';
import { type ConversationState, holderOf, owedTurn, waitingSince } from './state.ts';
import { summarise } from './summary.ts';

const numRuns = Number(process.env['LAW_RUNS'] ?? 1_000);

/** No story holds an offence; `offences` finds what breaks the law. */
function never(offences: (story: Story) => readonly unknown[]): void {
  fc.assert(
    fc.property(deeds, (script) => {
      expect(offences(play(script))).toEqual([]);
    }),
    { numRuns },
  );
}

type AiMessage = Extract<ConversationEvent, { type: 'aiAnswered' | 'handedOff' }>;
const isAiMessage = (event: ConversationEvent): event is AiMessage =>
  event.type === 'aiAnswered' || event.type === 'handedOff';

describe('whatever happens, in whatever order', () => {
  it('law 1: the AI never speaks while a person or the queue has control', () => {
    never(({ events }) =>
      events.filter((event, i) => isAiMessage(event) && controlAfter(events.slice(0, i)) !== 'ai'),
    );
  });

  it('law 1: the AI never speaks in a resolved conversation', () => {
    never(({ events }) => {
      const types = events.map(({ type }) => type);
      return events.filter(
        (event, i) =>
          isAiMessage(event) &&
          types.slice(0, i).lastIndexOf('resolved') > types.slice(0, i).lastIndexOf('reopened'),
      );
    });
  });

  it('law 2: between two calls on the AI (a message, a hand-back) it speaks at most once', () => {
    never(({ events }) => {
      let spoken = 0;
      return events.filter((event) => {
        if (event.type === 'customerMessageSent' || event.type === 'handedBack') spoken = 0;
        if (isAiMessage(event)) spoken += 1;
        return spoken > 1;
      });
    });
  });

  it('law 2: no two messages of the AI carry the same turn', () => {
    never(({ events }) => {
      const turns = events.filter(isAiMessage).map(({ turn }) => turn);
      return turns.filter((turn, i) => turns.indexOf(turn) !== i);
    });
  });

  it('law 2: the AI speaks only to a customer who has an open question', () => {
    never(({ events }) =>
      events.filter(
        (event, i) =>
          isAiMessage(event) && pendingCustomerMessages(events.slice(0, i)).length === 0,
      ),
    );
  });

  it('law 3: a reply is accepted wherever there is a conversation', () => {
    never(({ steps }) =>
      steps.filter(
        ({ command, before, verdict }) =>
          command.type === 'reply' && before !== null && verdict.kind !== 'accepted',
      ),
    );
  });

  it('law 3: where a reply stands, a person has control', () => {
    never(({ events }) =>
      events.filter(
        (event, i) =>
          event.type === 'replied' &&
          ['ai', 'queue', 'nobody'].includes(controlAfter(events.slice(0, i))),
      ),
    );
  });

  it('law 4: a conversation is claimed from the queue, and from nobody else', () => {
    never(({ events }) =>
      events.filter(
        (event, i) => event.type === 'claimed' && controlAfter(events.slice(0, i)) !== 'queue',
      ),
    );
  });

  it('law 4: who comes second hears who has it', () => {
    never(({ steps }) =>
      steps.filter(
        ({ command, verdict, before }) =>
          verdict.kind === 'refused' &&
          verdict.code === 'already_claimed' &&
          (before === null ||
            verdict.teammateId !== holderOf(before) ||
            !('by' in command) ||
            verdict.teammateId === command.by),
      ),
    );
  });

  it('law 3: deciding on an action takes control as a reply does', () => {
    never(({ events }) =>
      events.filter(
        (event, i) =>
          event.type === 'actionDecided' &&
          event.by !== null &&
          ['ai', 'queue', 'nobody'].includes(controlAfter(events.slice(0, i))),
      ),
    );
  });

  it('law 4: a run is decided once, after it was asked for, and never after its end', () => {
    never(({ events }) =>
      events.filter((event, i) => {
        if (event.type !== 'actionDecided') return false;
        const before = events
          .slice(0, i)
          .flatMap((each) => ('runId' in each && each.runId === event.runId ? each.type : []));
        return before.join(' ') !== 'actionRequested';
      }),
    );
  });

  it('a run is asked for once and ends once', () => {
    never(({ events }) => {
      const told = events.flatMap((event) =>
        event.type === 'actionRequested' || event.type === 'actionFinished'
          ? `${event.type} ${event.runId}`
          : [],
      );
      return told.filter((each, i) => told.indexOf(each) !== i);
    });
  });

  it('nothing waits for approval in a resolved conversation', () => {
    never(({ steps }) =>
      steps.filter(
        ({ after }) =>
          after?.standing.status === 'resolved' &&
          Object.values(after.runs ?? {}).some(({ is }) => is === 'waiting'),
      ),
    );
  });

  it('law 5: an unanswered customer has the AI at work, or a person to wait for', () => {
    never(({ steps }) =>
      steps.filter(
        ({ after }) =>
          after !== null &&
          after.unanswered !== null &&
          (after.standing.status === 'resolved' ||
            (owedTurn(after) === null && waitingSince(after) === null)),
      ),
    );
  });

  it('law 5: a turn the AI owes can always be closed by its failure, which is a handoff', () => {
    never(({ steps }) =>
      steps.filter(({ after }) => {
        const turn = after === null ? null : owedTurn(after);
        if (turn === null) return false;
        const verdict = decide(after, aCommand('aiFailed', { turn }));
        return verdict.kind !== 'accepted' || verdict.events[0].type !== 'handedOff';
      }),
    );
  });

  it('law 5: what a teammate lets wait goes back to the queue, when its time has come', () => {
    never(({ steps }) =>
      steps.filter(({ after }) => {
        const holder = after === null ? null : holderOf(after);
        if (after === null || holder === null || after.standing.status !== 'open') return false;
        const waitingBefore = minute(100_000);
        const verdict = decide(after, aCommand('returnToQueue', { from: holder, waitingBefore }));
        return (after.unanswered !== null) !== (verdict.kind === 'accepted');
      }),
    );
  });

  it('nothing is taken from a teammate who has answered, nor before customer and teammate had the time', () => {
    never(({ steps }) =>
      steps.filter(({ command, before, verdict }) => {
        if (command.type !== 'returnToQueue' || verdict.kind !== 'accepted') return false;
        const held = before?.standing.control;
        if (before === null || held?.by !== 'human' || before.unanswered === null) return true;
        const { waitingBefore } = command;
        return before.unanswered.since > waitingBefore || (held.since ?? '') > waitingBefore;
      }),
    );
  });

  it('law 5: a customer is never refused, and always finds an open conversation', () => {
    never(({ steps }) =>
      steps.filter(
        ({ command, verdict, after }) =>
          command.type === 'sendCustomerMessage' &&
          (verdict.kind !== 'accepted' || after?.standing.status !== 'open'),
      ),
    );
  });

  it('law 6: every accepted message is in the stream exactly once, in order', () => {
    fc.assert(
      fc.property(deeds, (script) => {
        const { steps, events } = play(script);
        const accepted = steps.filter(({ verdict }) => verdict.kind === 'accepted');
        const idOf = (said: object) => ('messageId' in said ? [said.messageId] : []);
        expect(events.flatMap(idOf)).toEqual(accepted.flatMap(({ command }) => idOf(command)));
      }),
      { numRuns },
    );
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

  it('versions have no gaps, and neither time nor turns run backwards', () => {
    never(({ events }) =>
      events.filter(({ version, at }, i) => version !== i + 1 || at < (events[i - 1]?.at ?? '')),
    );
    never(({ steps }) =>
      steps.filter(({ before, after }) => (after?.turn ?? 0) < (before?.turn ?? 0)),
    );
  });

  it('every change of control and every customer message is a new turn', () => {
    never(({ steps }) =>
      steps.filter(
        ({ command, before, after, verdict }) =>
          before !== null &&
          after !== null &&
          verdict.kind === 'accepted' &&
          (command.type === 'sendCustomerMessage' ||
            (command.type !== 'resolve' && told(before) !== told(after))) &&
          after.turn === before.turn,
      ),
    );
  });

  it('the state names the one who has control, as the events tell it', () => {
    never(({ steps, events }) => {
      const open = steps.filter(
        ({ after }) => after !== null && after.standing.status !== 'resolved',
      );
      return open.filter(
        ({ after }) =>
          after !== null && told(after) !== controlAfter(events.slice(0, after.version)),
      );
    });
  });

  it('events and summaries are in the shape that the protocol promises', () => {
    fc.assert(
      fc.property(deeds, (script) => {
        const { events, state } = play(script);
        expect(events.map((event) => EventSchema.parse(event))).toEqual(events);
        const summary = summarise(ids.conversation(), state);
        expect(ConversationSummary.parse(summary)).toEqual(summary);
      }),
      { numRuns: Math.min(numRuns, 200) },
    );
  });
});

/** Who has control, in the words of `controlAfter`. */
function told(state: ConversationState): string {
  return holderOf(state) ?? state.standing.control.by;
}
