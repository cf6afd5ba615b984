import { describe, expect, it } from 'vitest';
import { DRIFT_ALPHA, type DriftDecision, watchDrift } from './drift.ts';

let state = 11;
function random(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}

const decisions = (count: number, lift = 0, dissatisfied = 0.05): DriftDecision[] =>
  Array.from({ length: count }, () => {
    const confidence = Math.min(0.99, Math.max(0.01, random() ** 0.7 + lift));
    return { confidence, answered: confidence >= 0.5, dissatisfied: random() < dissatisfied };
  });

const nothing = { reference: [], recent: [], reviewed: [] };

describe('the drift watch', () => {
  it('says that it cannot say, while there is too little', () => {
    expect(watchDrift(nothing).state).toBe('unknown');
    expect(watchDrift({ ...nothing, reference: decisions(500), recent: decisions(20) }).state).toBe(
      'unknown',
    );
  });
  it('notices that questions have become harder', () => {
    const drift = watchDrift({
      reference: decisions(600),
      recent: decisions(200, -0.25),
      reviewed: [],
    });
    expect(drift.state).toBe('drifting');
    expect(drift.checks.filter(({ drifting }) => drifting).map(({ name }) => name)).toEqual([
      'confidence',
      'answered',
    ]);
    expect(drift.words).toMatch(/lately.*before/);
  });
  it('notices more wrong answers than confidence allows, at the same confidences', () => {
    const reviewed = Array.from({ length: 40 }, (_, at) => ({
      confidence: 0.9,
      right: at % 3 > 0,
    }));
    const drift = watchDrift({ reference: decisions(600), recent: decisions(200), reviewed });
    expect(drift.checks.find(({ name }) => name === 'wrong')).toMatchObject({ drifting: true });
    expect(drift.words).toContain('35 % of the answers reviewed lately were wrong');
  });
  it('does not mind an unlucky few', () => {
    const reviewed = Array.from({ length: 40 }, (_, at) => ({
      confidence: 0.9,
      right: at % 6 > 0,
    }));
    expect(watchDrift({ ...nothing, reviewed }).state).toBe('ok');
  });
  it('notices customers who are less content after answers', () => {
    const drift = watchDrift({
      reference: decisions(800, 0, 0.04),
      recent: decisions(300, 0, 0.25),
      reviewed: [],
    });
    expect(drift.checks.find(({ name }) => name === 'dissatisfied')?.drifting).toBe(true);
  });
  it('cries wolf at most about as often as it says', () => {
    let cried = 0;
    const looks = 400;
    for (let look = 0; look < looks; look += 1)
      if (
        watchDrift({ reference: decisions(300), recent: decisions(150), reviewed: [] }).state ===
        'drifting'
      )
        cried += 1;
    expect(cried / looks).toBeLessThanOrEqual(DRIFT_ALPHA + 0.01);
  });
});
