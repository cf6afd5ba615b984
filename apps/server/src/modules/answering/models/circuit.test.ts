import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFailure, afterNothing, type Circuit, closedCircuit, enter } from './circuit.ts';

const limits = { failures: 3, pauseMs: 1_000, mostPauseMs: 8_000, tryMs: 500 };
const failed = (circuit: Circuit, now: number, asked?: number): Circuit =>
  afterFailure(circuit, now, limits, asked);

describe('the circuit', () => {
  it('opens after so many failures in a row, and one success forgets them', () => {
    let circuit = failed(failed(closedCircuit, 0), 0);
    expect(enter(circuit, 0, limits).may).toBe(true);
    circuit = failed(circuit, 0);
    expect(enter(circuit, 999, limits)).toEqual({ may: false, waitMs: 1 });
    expect(enter(failed(failed(closedCircuit, 0), 0), 0, limits).may).toBe(true);
  });

  it('waits as long as the provider asked for, within bounds', () => {
    const open = failed(failed(failed(closedCircuit, 0), 0), 0, 5_000);
    expect(enter(open, 0, limits)).toEqual({ may: false, waitMs: 5_000 });
    const forEver = failed(failed(failed(closedCircuit, 0), 0), 0, 1e9);
    expect(enter(forEver, 0, limits)).toEqual({ may: false, waitMs: 8_000 });
  });

  it('lets one call try, and another one when that is never heard of again', () => {
    const open = failed(failed(failed(closedCircuit, 0), 0), 0);
    const first = enter(open, 1_000, limits);
    if (!first.may) throw new Error('It should have let one through.');
    expect(enter(first.circuit, 1_100, limits)).toEqual({ may: false, waitMs: 400 });
    expect(enter(first.circuit, 1_500, limits).may).toBe(true);
    expect(enter(afterNothing(first.circuit, 1_100), 1_100, limits).may).toBe(true);
  });

  it('whatever happens: never closed for ever, and no pause is longer than the longest', () => {
    const step = fc.record({
      does: fc.constantFrom('fail', 'nothing', 'enter'),
      after: fc.nat(3_000),
      asked: fc.option(fc.nat(100_000)),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let circuit: Circuit = closedCircuit;
        let now = 0;
        for (const { does, after, asked } of steps) {
          now += after;
          if (does === 'fail') circuit = failed(circuit, now, asked ?? undefined);
          else if (does === 'nothing') circuit = afterNothing(circuit, now);
          else {
            const entry = enter(circuit, now, limits);
            if (entry.may) circuit = entry.circuit;
            else expect(entry.waitMs).toBeLessThanOrEqual(limits.mostPauseMs);
          }
        }
        expect(enter(circuit, now + limits.mostPauseMs, limits).may).toBe(true);
      }),
    );
  });
});
