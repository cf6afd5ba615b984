import { describe, expect, it } from 'vitest';
import { learnTopics } from './topic-classifier.ts';

/** Points around three corners of a small space. */
const near = (corner: number, wobble: number): Float32Array => {
  const vector = new Float32Array(6);
  vector[corner] = 1;
  vector[(corner + 3) % 6] = 0.3 * Math.sin(wobble * 7 + corner);
  vector[(corner + 1) % 6] = 0.2 * Math.cos(wobble * 5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
};
const examples = ['a', 'b', 'c'].flatMap((topic, corner) =>
  Array.from({ length: 8 }, (_, at) => ({ topic, vector: near(corner, at) })),
);

describe('topics learned from examples', () => {
  const classifier = learnTopics(examples);

  it('are recognised in words not seen', () => {
    for (const [corner, topic] of ['a', 'b', 'c'].entries())
      expect(classifier.classify(near(corner, 20.5)).topic).toBe(topic);
  });
  it('are trusted more for a member than for a stranger', () => {
    const stranger = Float32Array.from([0, 0, 0, 0, 0, 1]);
    expect(classifier.classify(near(0, 20.5)).confidence).toBeGreaterThan(
      classifier.classify(stranger).confidence,
    );
  });
  it('are the same for the same examples', () => {
    expect(learnTopics(examples).classify(near(1, 3.3))).toEqual(classifier.classify(near(1, 3.3)));
  });
  it('may be few: one topic, one example', () => {
    const one = learnTopics(examples.slice(0, 1));
    expect(one.classify(near(0, 1)).topic).toBe('a');
  });
});
