import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanes, PLACES, SLOW_AFTER_MS, type UnderWay } from './lanes.ts';

const MINUTE = 60_000;
const askedBy = (webhookId: string, askedAt: number | null, count = 1): UnderWay[] =>
  Array.from({ length: count }, () => ({ webhookId, askedAt }));

describe('lanes', () => {
  it('give who takes long another place than who does not', () => {
    const lanes = createLanes();
    const underWay = [...askedBy('slow', 0, 4), ...askedBy('quick', 2_000, 3)];
    expect(lanes.room(underWay, 2_000)).toEqual({
      quick: PLACES.quick - 7,
      slow: PLACES.slow,
      slowWebhooks: [],
    });
    expect(lanes.room(underWay, 2_001)).toEqual({
      quick: PLACES.quick - 3,
      slow: PLACES.slow - 4,
      slowWebhooks: ['slow'],
    });
  });

  it('remember who was slow for five minutes, whatever they answer meanwhile', () => {
    const lanes = createLanes();
    lanes.answered('slow', 2_500, 0);
    lanes.answered('slow', 10, 2_000);
    expect(lanes.room([], 5 * MINUTE - 1).slowWebhooks).toEqual(['slow']);
    expect(lanes.room([], 5 * MINUTE).slowWebhooks).toEqual([]);
  });

  it('hold nothing against a receiver that waits for us', () => {
    const lanes = createLanes();
    expect(lanes.room(askedBy('quick', null), 10 * MINUTE).slowWebhooks).toEqual([]);
  });

  it('are open again two seconds later, whoever filled them and however slow they are', () => {
    const someone = fc.record({
      webhookId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
      askedAt: fc.integer({ min: 0, max: 10_000 }),
    });
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 300 }), (underWay) => {
        const lanes = createLanes();
        const { quick, slow } = lanes.room(underWay, 10_001 + SLOW_AFTER_MS);
        expect(quick).toBe(PLACES.quick);
        expect(slow).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
