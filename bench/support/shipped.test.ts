// The support model as it ships, on the embedder as it ships, over sentences written by hand about our
// example help centre. It learned from these: this notices a model that no longer fits its features.
// What it does on sentences it never saw is in docs/evaluation.md.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedModels } from '../../apps/server/src/modules/escalation/models.ts';
import { rememberingEmbed } from '../../apps/server/src/modules/escalation/ports.ts';
import {
  checkSentence,
  measureSentence,
} from '../../apps/server/src/modules/escalation/signals/sentence-support.ts';
import { openEmbedder } from '@baton/server';
import { auroc } from './metrics.ts';
import { type Claim, written } from './written.ts';

type Embedder = Awaited<ReturnType<typeof openEmbedder>>;
let embedder: Embedder;
let features: string[];
let checked: (Claim & { score: number; passed: boolean })[];
const { support } = shippedModels();

beforeAll(async () => {
  embedder = await openEmbedder();
  const embed = rememberingEmbed((texts) => embedder.embed(texts, 'passage'));
  const claims = written('written.jsonl').filter(({ group }) =>
    /(?:returns|warranty|lumen-plus|order-status|technical-data)\.md$/u.test(group),
  );
  checked = [];
  for (const claim of claims) {
    const { score, supported } = await checkSentence(
      support,
      embed,
      claim.sentence,
      claim.passages,
    );
    checked.push({ ...claim, score, passed: supported });
  }
  const measured = await measureSentence('It is free.', claims[0]?.passages ?? [], embed);
  features = Object.keys(measured?.held.features ?? {});
}, 120_000);
afterAll(() => embedder.close());

describe('the shipped support model', () => {
  it('was fitted on what is measured', () => {
    expect(features).toEqual(support.features);
  });
  it('tells carried sentences from the rest', () => {
    expect(checked.length).toBeGreaterThan(70);
    expect(auroc(checked)).toBeGreaterThan(0.85);
  });
  it('lets few pass that are not carried, and no number that no passage has', () => {
    const wrong = checked.filter(({ supported }) => !supported);
    expect(wrong.filter(({ passed }) => passed).length / wrong.length).toBeLessThan(0.15);
    const numbers = wrong.filter(({ kind }) => kind === 'number');
    expect(numbers.filter(({ passed }) => passed)).toEqual([]);
  });
  it('keeps what is carried, though not all that is put in wholly other words', () => {
    const right = checked.filter(({ supported }) => supported);
    expect(right.filter(({ passed }) => passed).length / right.length).toBeGreaterThan(0.3);
  });
});
