import { describe, expect, it } from 'vitest';
import { recalibrated } from './core/calibration/recalibration.ts';
import { createEscalation, defaultPolicy, type OwnCalibration } from './index.ts';
import { shippedCalibrations } from './shipped-calibration.ts';

const escalation = createEscalation({
  embed: async (texts) => texts.map(() => new Float32Array(384)),
});
const [, bySearch] = shippedCalibrations();
if (bySearch === undefined) throw new Error('no calibration for search alone');
const { id: base, confidenceOf } = bySearch;
const own = (changes: Partial<OwnCalibration> = {}): OwnCalibration => ({
  id: `${base}+own.3`,
  base,
  recalibration: { kind: 'logistic', slope: 0.5, intercept: -1 },
  ...changes,
});

const measured = (calibration?: OwnCalibration, evidence: Record<string, number> = {}) =>
  escalation.measure(
    {
      text: 'How long does it shine?',
      history: [],
      retrieval: {
        passages: [
          {
            passageId: 'psg_1',
            documentId: 'doc_1',
            title: 'Lamps',
            heading: 'Battery',
            text: 'The lamp shines for ten hours.',
            score: 0.9,
            lexical: 0.9,
            cosine: 0.9,
          },
        ],
        evidence: { topScore: 0.9, coverage: 0.8, ...evidence },
      },
      draft: { text: 'The lamp shines for ten hours.', passageIds: ['psg_1'] },
      language: null,
      withinHours: null,
      ...(calibration === undefined ? {} : { calibration }),
    },
    defaultPolicy(),
  );

describe('an AI agent’s own calibration', () => {
  it('is what its confidence is called by, and what the record names', async () => {
    const [asShipped, asOwn] = [await measured(), await measured(own())];
    expect(asShipped.confidence?.calibration).toBe(base);
    expect(asOwn.confidence).toEqual({
      value: recalibrated(own().recalibration, asShipped.confidence?.value as number),
      calibration: `${base}+own.3`,
    });
  });
  it('laid over another shipped calibrator is not used', async () => {
    const { confidence } = await measured(own({ base: 'confidence@0' }));
    expect(confidence?.calibration).toBe(base);
  });
  it('can be fitted later from the record: it holds the evidence that confidence was made of', async () => {
    const { confidence, signals } = await measured();
    const later = confidenceOf(signals.evidence?.features ?? {});
    expect(later).toBeCloseTo(confidence?.value as number, 3);
  });
});

describe('a question that a teammate pinned', () => {
  it('is answered as surely as it is that question, whatever the reader thinks of the passage', async () => {
    const { confidence } = await measured(undefined, { pinned: 0.97, readFirst: -9, readBest: -9 });
    expect(confidence?.value).toBe(0.97);
    expect(confidence?.calibration).toContain('pinned');
  });
  it('says nothing about a question that merely resembles it', async () => {
    const { confidence } = await measured(undefined, { pinned: 0.8 });
    expect(confidence).toEqual((await measured()).confidence);
  });
});

describe('frustration', () => {
  const said = (history: { author: 'customer' | 'ai'; text: string }[]) =>
    escalation.measure(
      {
        text: 'timer stops every night',
        history,
        retrieval: null,
        draft: null,
        language: null,
        withinHours: null,
      },
      defaultPolicy(),
    );
  it('has to be surer in a first message than in a later one', async () => {
    const first = (await said([])).signals.frustration.threshold;
    const later = (await said([{ author: 'customer', text: 'It is broken.' }])).signals.frustration;
    expect(first).toBeGreaterThan(later.threshold);
  });
});
