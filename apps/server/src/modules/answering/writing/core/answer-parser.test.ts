import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAnswerParser, type Unit, unitsOf } from './answer-parser.ts';

const texts = (answer: string) => unitsOf(answer).map((unit) => unit.text);
const marked = (answer: string) => unitsOf(answer).map((unit) => [unit.text, unit.citations]);

test('marks before and after the full stop belong to their sentence', () => {
  expect(marked('It takes 14 days [1]. Then it ends.[2][3] Bye. [4] The rest [2, 5]')).toEqual([
    ['It takes 14 days.', [1]],
    ['Then it ends.', [2, 3]],
    ['Bye.', [4]],
    ['The rest', [2, 5]],
  ]);
});

test.each([
  ['Yes. 【1】', [1]],
  ['Yes 【1†source】.', [1]],
  ['Yes. ^[2]', [2]],
  ['Yes.[^3]', [3]],
  ['Yes [Passage 1].', [1]],
  ['Yes (source 2).', [2]],
  ['Yes (see passage 2 and 3).', [2, 3]],
  ['Yes. [1](#passage-1)', [1]],
  ['Yes [1-3].', [1, 2, 3]],
  ['Yes (1).', [1]],
  ['Yes. [Source 1, Source 4]', [1, 4]],
  ['Yes.\n[1]', [1]],
])('%s is read as a citation and comes off', (answer, citations) => {
  expect(marked(answer)).toEqual([['Yes.', citations]]);
});

test('what only looks like an end of a sentence is none', () => {
  for (const whole of [
    'See e.g. our page at https://help.example/a.b?c=1.',
    'It costs 3.50 euros, i.e. about 4 dollars.',
    'Write to a.b@mail.example today.',
    'Das gilt z. B. ab dem 3. Mai.',
    'Dr. Smith uses v1.2.3 of Node.js.',
    'Read [Returns. And more](https://help.example/r.html) first.',
    'Run `npm i. && ls.` in it.',
    'Call us (Mon. to Fri. We are there.) or write.',
    '**Note: First. Second.** goes on.',
  ])
    expect(texts(whole)).toEqual([whole]);
});

test('sentences end in scripts that put no space after them', () => {
  expect(texts('可以退货。【1】请打开设置！然后重启？好')).toEqual([
    '可以退货。',
    '请打开设置！',
    '然后重启？',
    '好',
  ]);
  expect(texts('返品できます。[1]設定を開いてください。')).toHaveLength(2);
  expect(texts('هل يمكن الإرجاع؟ نعم. [1] شكرا۔')).toHaveLength(3);
  expect(texts('आप लौटा सकते हैं। [1] धन्यवाद।')).toHaveLength(2);
});

test('Thai, which has no full stop, is cut at a space once it is long', () => {
  const clause = 'คุณสามารถคืนสินค้าได้ภายในสามสิบวันหลังจากได้รับสินค้าโดยไม่ต้องเสียค่าใช้จ่ายใดๆเพิ่มเติมเลย';
  expect(texts(`${clause} ${clause} ${clause}`)).toHaveLength(3);
});

test('a list, a table and code are one unit each, with what is nested in them', () => {
  const units = unitsOf(
    [
      'To reset it:',
      '',
      '1. Open **Settings**. Wait. [1]',
      '   - on a phone, tap twice',
      '2. Run:',
      '```',
      'reset --now',
      '',
      '1. not a step',
      '```',
      '3. Done [2]',
      '',
      '| Plan | Price |',
      '|---|---|',
      '| Pro | 10 | [3]',
      '',
      '```js',
      'a[1] = 2. // Not a citation',
      '```',
      'Good luck!',
    ].join('\n'),
  );
  expect(units.map(({ kind }) => kind)).toEqual(['text', 'list', 'table', 'code', 'text']);
  expect(units[1]?.citations).toEqual([1, 2]);
  expect(units[2]?.text).toContain('| Pro | 10 |');
  expect(units[3]).toMatchObject({ citations: [], text: expect.stringContaining('a[1] = 2.') });
});

test('steps that are written out as "Step 1:" are a list too', () => {
  expect(unitsOf('Step 1: Open it.\nStep 2: Close it.').map(({ kind }) => kind)).toEqual(['list']);
  expect(unitsOf('**Step 1:** Open it.\n\n**Step 2:** Close it.')).toHaveLength(1);
});

test('a list of sources at the end is told apart', () => {
  const kinds = unitsOf('Fine [1].\n\n[1]: Returns. All of it\n[^2]: Other').map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['text', 'footnote', 'footnote']);
});

test('a line that goes on is one sentence; a new line with a capital is a new one', () => {
  expect(texts('You can cancel\nat any time.')).toEqual(['You can cancel\nat any time.']);
  expect(texts('Open Settings\nTap Cancel')).toEqual(['Open Settings', 'Tap Cancel']);
});

test('a unit is given as soon as what follows can no longer change it', () => {
  const parser = createAnswerParser();
  expect(parser.push('It takes 14 days. ')).toEqual([]);
  expect(parser.push('[1')).toEqual([]);
  expect(parser.push('] ')).toEqual([]);
  expect(parser.push('T').map((unit) => unit.citations)).toEqual([[1]]);
});

/** Answers as models write them, and worse. */
const piece = fc.constantFrom(
  'It works. ',
  'Is it so? ',
  '[1]',
  ' [2][3]',
  '【1】',
  '(1)',
  ' (source 2)',
  '\n',
  '\n\n',
  '1. Open it\n',
  '2. Close it [1]\n',
  '- a point\n',
  '  - nested\n',
  '```\n',
  'code();\n',
  '| a | b |\n',
  '|---|---|\n',
  '**bold. text** ',
  '[link. x](https://a.example/b) ',
  'e.g. ',
  '3.5 ',
  'Dr. ',
  '。',
  '可以',
  '! ',
  '...',
  '# Heading\n',
  '[1]: note\n',
  'Step 1: do it\n',
  '`x. y` ',
  'a',
  'B',
  ' ',
  '.',
  '[',
  ']',
  '(',
  '^',
  '…',
  '”',
  'Sources:\n',
  'ไทย ',
  'z. B. ',
  '👍 ',
  '\t',
  '1',
  '*',
  '_',
  '~~~\n',
  '> quote\n',
  '12. ',
);
const answer = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

test('however a stream is cut, the sentences are the same', () => {
  fc.assert(
    fc.property(answer, fc.array(fc.nat(7), { minLength: 1, maxLength: 30 }), (text, sizes) => {
      const parser = createAnswerParser();
      const units: Unit[] = [];
      for (let at = 0, turn = 0; at < text.length; turn++) {
        const size = 1 + (sizes[turn % sizes.length] ?? 0);
        units.push(...parser.push(text.slice(at, at + size)));
        at += size;
      }
      units.push(...parser.end());
      expect(units).toEqual(unitsOf(text));
    }),
    { numRuns: 500 },
  );
});

test('text without marks comes out as it went in', () => {
  const unmarked = fc
    .array(
      piece.filter((each) => !/[[\]【】()^]/u.test(each)),
      { maxLength: 40 },
    )
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(unmarked, (text) => {
      const again = unitsOf(text)
        .map(({ lead, text }) => lead + text)
        .join('');
      expect(again.replace(/\s+/gu, ' ').trim()).toBe(text.replace(/\s+/gu, ' ').trim());
    }),
    { numRuns: 500 },
  );
});

test('any text at all is read, and read alike in any pieces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const parser = createAnswerParser();
      const units = [...text].flatMap((char) => parser.push(char));
      expect([...units, ...parser.end()]).toEqual(unitsOf(text));
    }),
    { numRuns: 200 },
  );
});
