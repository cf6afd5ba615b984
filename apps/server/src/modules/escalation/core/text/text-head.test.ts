import { describe, expect, it } from 'vitest';
import { LEXICAL_BUCKETS } from './lexical-features.ts';
import { textHead, TextHeadFile, VECTOR_SIZE } from './text-head.ts';

const along = (axis: number): Float32Array =>
  Float32Array.from({ length: VECTOR_SIZE }, (_, at) => (at === axis ? 1 : 0));
const seen = (vector: Float32Array) => ({ vector, lexical: new Map(), named: {} });

/** Knows two phrases, one of each kind, and nothing else. */
const file = (anchors: number[]) =>
  TextHeadFile.parse({
    kind: 'text-head',
    name: 'test',
    version: '1',
    embedder: 'none',
    classes: {
      yes: {
        bias: 0,
        dense: Array.from(along(0), () => 0),
        lexical: Buffer.alloc(LEXICAL_BUCKETS).toString('base64'),
        lexicalScale: 1,
        named: {},
        anchors,
      },
    },
    anchors: {
      width: 8,
      scale: 1 / 127,
      vectors: Buffer.from(
        Int8Array.from([...along(1), ...along(2)], (value) => value * 127).buffer,
      ).toString('base64'),
    },
    calibration: { slope: 1, intercept: 0 },
    threshold: 0.5,
  });

describe('a head with anchors', () => {
  const head = textHead(file([4, -4]));

  it('is sure of what lies at a phrase it knows', () => {
    expect(head.score(seen(along(1)))['yes']).toBeGreaterThan(0.95);
    expect(head.score(seen(along(2)))['yes']).toBeLessThan(0.05);
  });

  it('is unmoved by what is like nothing it knows', () => {
    expect(head.score(seen(along(9)))['yes']).toBeCloseTo(0.5, 2);
  });

  it('scores the same vector the same again', () => {
    const view = seen(along(1));
    expect(head.score(view)).toEqual(head.score(view));
  });

  it('refuses a file with more weights than anchors', () => {
    expect(() => textHead(file([1, 2, 3]))).toThrow('3 weights, 2 anchors');
  });
});
