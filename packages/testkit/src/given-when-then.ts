/**
 * The rhythm of a decider's test:
 *
 *   const { given } = deciderSpec({ decide, evolve });
 *   given(scene.events).when(command).thenHappened({ type: 'claimed', teammateId: ana });
 *   given(scene.events).when(command).thenIs({ kind: 'stale', why: 'not_in_control' });
 *
 * The decider comes as a parameter, so this package needs to know no module of the server. What is
 * expected may name only the fields that matter.
 */
import { deepStrictEqual, fail } from 'node:assert/strict';

interface Decider<State, Command, Event, Verdict> {
  decide: (state: State | null, command: Command) => Verdict;
  evolve: (state: State | null, event: Event) => State;
}

export interface Then<State, Event, Verdict> {
  /** Accepted, with exactly these events in this order. */
  thenHappened(...expected: Partial<Event>[]): Then<State, Event, Verdict>;
  /** Any verdict, by the fields that matter. */
  thenIs(expected: Partial<Verdict>): Then<State, Event, Verdict>;
  readonly verdict: Verdict;
  /** The state after the accepted events; before them, if it was not accepted. */
  readonly state: State | null;
}

export function deciderSpec<State, Command, Event, Verdict extends { kind: string }>({
  decide,
  evolve,
}: Decider<State, Command, Event, Verdict>) {
  const fold = (state: State | null, events: readonly Event[]) =>
    events.reduce<State | null>(evolve, state);

  return {
    given: (events: readonly Event[]) => ({
      when(command: Command): Then<State, Event, Verdict> {
        const before = fold(null, events);
        const verdict = decide(before, command);
        const news = newEvents<Event>(verdict);
        const scene: Then<State, Event, Verdict> = {
          verdict,
          state: fold(before, news),
          thenHappened(...expected) {
            if (verdict.kind !== 'accepted') fail(`not accepted: ${JSON.stringify(verdict)}`);
            const seen = news.map((event, i) => only(event, expected[i]));
            deepStrictEqual(seen, expected);
            return scene;
          },
          thenIs(expected) {
            deepStrictEqual(only(verdict, expected), expected);
            return scene;
          },
        };
        return scene;
      },
    }),
  };
}

function newEvents<Event>(verdict: { kind: string }): Event[] {
  return 'events' in verdict ? (verdict.events as Event[]) : [];
}

/** `actual` cut down to the fields that `expected` names, all the way down. */
function only(actual: unknown, expected: unknown): unknown {
  if (!isRecord(actual) || !isRecord(expected)) return actual;
  return Object.fromEntries(
    Object.keys(expected).map((key) => [key, only(actual[key], expected[key])]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
