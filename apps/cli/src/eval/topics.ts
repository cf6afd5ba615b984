// `baton eval topics`: a company's own topics, learned at run time from its example phrases, and
// whether a message belongs to none of them.

import { learnTopics } from '@baton/server';
import { auroc, ofCounts, countsOf } from './detection-metrics.ts';
import type { EvalEngine } from './engine.ts';
import { readJsonLines, textField } from './json-lines.ts';
import { multiclassMcc } from './multiclass-metrics.ts';
import { coverageAtRisk, ece } from './risk-metrics.ts';

/** What is said of a message outside all topics. */
const OUTSIDE = '(out of scope)';

interface TopicRow {
  text: string;
  label: string;
  oos: boolean;
}

const readTopicRows = (path: string): TopicRow[] =>
  readJsonLines(path, (row) => {
    const oos = row['oos'] ?? false;
    if (typeof oos !== 'boolean') throw new Error('"oos" must be true or false');
    return { text: textField(row, 'text'), label: textField(row, 'label'), oos };
  });

export async function evalTopics(
  engine: EvalEngine,
  files: { trainPath: string | null; testPath: string },
) {
  const test = readTopicRows(files.testPath);
  const vectors = await engine.embed(test.map(({ text }) => text));
  const classify = await classifierOf(engine, files.trainPath);
  const judged = test.map((row, at) => {
    const { topic, confidence, inScope } = classify(vectors[at] as Float32Array);
    return { ...row, said: inScope ? topic : OUTSIDE, topic, confidence };
  });
  const inside = judged.filter((each) => !each.oos);
  const oos = ofCounts(
    countsOf(judged.map((each) => ({ said: each.said === OUTSIDE, positive: each.oos }))),
  );
  const confident = judged.map(({ confidence, topic, label, oos: outside }) => ({
    confidence,
    ok: !outside && topic === label,
  }));
  return {
    n: judged.length,
    out_of_scope: judged.length - inside.length,
    /** At the engine's own threshold: a message wrongly taken for a stranger is an error. */
    accuracy: inside.filter((each) => each.said === each.label).length / inside.length,
    accuracy_without_threshold:
      inside.filter((each) => each.topic === each.label).length / inside.length,
    oos_recall: oos.recall,
    oos_precision: oos.precision,
    auroc_oos: auroc(
      judged.map(({ confidence, oos: outside }) => ({ score: 1 - confidence, positive: outside })),
    ),
    mcc: multiclassMcc(
      judged.map(({ said, oos: outside, label }) => ({ said, truth: outside ? OUTSIDE : label })),
    ),
    coverage_at_risk_5: coverageAtRisk(confident, 0.05),
    ece: ece(confident),
  };
}

async function classifierOf(engine: EvalEngine, trainPath: string | null) {
  // Without examples nothing is known of the scope, so everything lies outside it.
  if (trainPath === null)
    return (_: Float32Array) => ({ topic: OUTSIDE, confidence: 0, inScope: false });
  const train = readTopicRows(trainPath).filter((row) => !row.oos);
  const vectors = await engine.embed(train.map(({ text }) => text));
  const classifier = learnTopics(
    train.map(({ label }, at) => ({ topic: label, vector: vectors[at] as Float32Array })),
  );
  return (vector: Float32Array) => {
    const guess = classifier.classify(vector);
    return { ...guess, inScope: guess.confidence >= classifier.threshold };
  };
}
