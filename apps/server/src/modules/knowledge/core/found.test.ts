import { describe, expect, it } from 'vitest';
import { PassageIndex } from './passage-index.ts';
import { scoreOfReading } from './reading.ts';

const index = new PassageIndex(4, (word) => word);
const passage = (id: string, markdown: string) => ({ id, trail: [], heading: '', markdown });
index.put({
  id: 'returns',
  title: 'Returns',
  url: null,
  passages: [passage('r1', 'Send the lamp back.'), passage('r2', 'The lamp comes in a box.')],
});
index.put({
  id: 'lamps',
  title: 'Lamps',
  url: null,
  passages: [passage('l1', 'The lamp shines for ten hours.')],
});
const find = () => index.find('lamp back', { limit: 3, queryVector: null });

describe('what was found', () => {
  it('can be put into the order of its readings, with evidence about the new first', () => {
    const found = find();
    expect(found.passages[0]?.passageId).toBe('r1');
    const lamps = found.passages.findIndex(({ passageId }) => passageId === 'l1');
    const { passages, evidence } = found.reordered(
      found.passages.map((_, at) => ({
        score: at === lamps ? 0.9 : 0.2,
        odds: at === lamps ? 2 : -1,
      })),
    );
    expect(passages[0]).toMatchObject({ passageId: 'l1', score: 0.9 });
    expect(passages[0]?.read).toBeCloseTo(0.88, 2);
    expect(evidence).toMatchObject({
      topScore: 0.9,
      readFirst: 2,
      readBest: 2,
      readLead: 3,
      readMean: 0,
      readRise: lamps / 3,
    });
    expect(evidence.coverage).toBeLessThan(found.inOrder().evidence.coverage);
  });

  it('keeps what was not read behind what was', () => {
    const { passages } = find().reordered([{ score: 0.01, odds: -5 }]);
    expect(passages[0]).toMatchObject({ passageId: 'r1', score: 0.01 });
    for (const { score, read } of passages.slice(1)) {
      expect(score).toBeLessThanOrEqual(0.01);
      expect(read).toBeNull();
    }
  });

  it('counts what was left unread as unlikely, and says that nobody read it', () => {
    const { passages, evidence } = find().reordered([
      { score: 0.8, odds: 1 },
      { score: 0.3, odds: null },
      { score: 0.4, odds: null },
    ]);
    expect(passages.map(({ score, read }) => [score, read === null])).toEqual([
      [0.8, false],
      [0.4, true],
      [0.3, true],
    ]);
    expect(evidence).toMatchObject({ readFirst: 1, readBest: 1, readLead: 4 });
    expect(evidence.readMean).toBeCloseTo((1 - 3 - 3) / 3);
  });

  it('is not changed by later searches of the same index', () => {
    const found = find();
    const before = JSON.stringify(found.inOrder());
    index.search('ten hours box', { limit: 3, queryVector: null });
    expect(JSON.stringify(found.inOrder())).toBe(before);
  });
});

it('a question pinned to a passage, in nearly its words, needs no reading', () => {
  const pins = new PassageIndex(4, (word) => word);
  pins.put({
    id: 'warranty',
    title: 'Warranty',
    url: null,
    passages: [
      { ...passage('w1', 'Two years on all parts.'), questions: ['Do you cover tumbles?'] },
      passage('w2', 'Do you cover the lamp with a cloth?'),
    ],
  });
  const found = pins.find('do you cover TUMBLES', { limit: 2, queryVector: null });
  expect(found.passages.map(({ passageId, pinned }) => [passageId, pinned])).toContainEqual([
    'w1',
    1,
  ]);
  const { passages, evidence } = found.reordered(
    found.passages.map(({ score, passageId, pinned }) => {
      const odds = passageId === 'w1' ? -6 : 6;
      return { odds, score: scoreOfReading(score, odds, pinned) };
    }),
  );
  expect(passages[0]?.passageId).toBe('w1');
  expect(evidence.pinned).toBe(1);
  expect(pins.find('cover', { limit: 2, queryVector: null }).inOrder().evidence.pinned).toBe(0);
});
