import { AssertionError } from 'node:assert';
import { describe, expect, it } from 'vitest';
import { deciderSpec } from './given-when-then.ts';

type Event = { type: 'lit'; by: string } | { type: 'putOut' };
type Verdict = { kind: 'accepted'; events: Event[] } | { kind: 'refused'; why: string };

const { given } = deciderSpec<boolean, 'light' | 'putOut', Event, Verdict>({
  decide: (lit, command) =>
    command === 'light' && lit
      ? { kind: 'refused', why: 'it burns already' }
      : {
          kind: 'accepted',
          events: [command === 'light' ? { type: 'lit', by: 'Ana' } : { type: 'putOut' }],
        },
  evolve: (_, event) => event.type === 'lit',
});

describe('a decider is tested as it is told', () => {
  it('by the fields that matter, and nothing else', () => {
    const scene = given([]).when('light').thenHappened({ type: 'lit' });
    expect(scene.state).toBe(true);
    given([{ type: 'lit', by: 'Ben' }])
      .when('light')
      .thenIs({ kind: 'refused', why: 'it burns already' });
  });

  it.each([
    ['another event', () => given([]).when('light').thenHappened({ type: 'putOut' })],
    ['another field', () => given([]).when('light').thenHappened({ type: 'lit', by: 'Ben' })],
    ['an event less', () => given([]).when('light').thenHappened()],
    ['an event more', () => given([]).when('light').thenHappened({ type: 'lit' }, { type: 'lit' })],
    ['another verdict', () => given([]).when('light').thenIs({ kind: 'refused' })],
    [
      'acceptance',
      () =>
        given([{ type: 'lit', by: 'Ben' }])
          .when('light')
          .thenHappened({ type: 'lit' }),
    ],
  ])('and fails for %s', (_, telling) => {
    expect(telling).toThrow(AssertionError);
  });
});
