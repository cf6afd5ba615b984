import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from './csv-rows.ts';
import { readTranscripts, turnsOf } from './read-transcripts.ts';

const read = (text: string) => readTranscripts(new TextEncoder().encode(text));

describe('a transcript file', () => {
  it('of JSON lines keeps the good lines and says what is wrong with each other one', () => {
    const { transcripts, errors } = read(
      [
        '{"id":"a","turns":[{"customer":"Hi"},{"ai":"Hello"}]}',
        'not JSON at all',
        '',
        '{"id":"b"}',
        '{"id":"c","turns":[{"customer":""}]}',
        '{"id":"d","turns":[{"wizard":"Abracadabra"}]}',
        '{"id":"e","turns":[{"teammate":"Anybody there?"}]}',
        '{"id":"f","turns":[{"customer":"x","ai":"y"}]}',
        '{"turns":[{"customer":"Nameless"}]}',
        '[1, 2]',
        `{"id":"g","turns":[{"customer":"${'x'.repeat(20_001)}"}]}`,
        '{"id":7,"turns":[{"Customer":" Numbered "}]}',
      ].join('\r\n'),
    );
    expect(transcripts.map(({ id }) => id)).toEqual(['a', 'line 9', '7']);
    expect(transcripts[2]?.turns).toEqual([{ author: 'customer', text: 'Numbered' }]);
    expect(errors).toEqual([
      { row: 2, message: 'This is not JSON.' },
      { row: 4, message: 'There is no list "turns".' },
      { row: 5, message: 'Turn 1: There is no text.' },
      { row: 6, message: 'Turn 1: "wizard" is no author: say customer, ai or teammate.' },
      { row: 7, message: 'The customer says nothing in it.' },
      { row: 8, message: 'Turn 1 is not one author with a text.' },
      { row: 10, message: 'There is no list "turns".' },
      { row: 11, message: 'Turn 1: The text is longer than 20000 characters.' },
    ]);
  });

  it('of CSV puts conversations together, with quotes, commas and line breaks in texts', () => {
    const { transcripts, errors } = read(
      [
        '\uFEFFconversation_id,author,text',
        'a,customer,"Hello, is ""anybody"" there?"',
        'b,customer,Where is it',
        'a,agent,"Yes.',
        'How can I help?"',
        'b,nobody,Hm',
        ',customer,Whose is this?',
        'b,ai',
        'a,customer,"never closed',
        'a,customer,Thanks',
      ].join('\n'),
    );
    expect(transcripts).toEqual([
      {
        id: 'a',
        turns: [
          { author: 'customer', text: 'Hello, is "anybody" there?' },
          { author: 'teammate', text: 'Yes.\nHow can I help?' },
          { author: 'customer', text: 'Thanks' },
        ],
      },
      { id: 'b', turns: [{ author: 'customer', text: 'Where is it' }] },
    ]);
    expect(errors).toEqual([
      { row: 6, message: '"nobody" is no author: say customer, ai or teammate.' },
      { row: 7, message: 'It does not say which conversation.' },
      { row: 8, message: 'There are 2 columns, not 3.' },
      { row: 9, message: 'A quote in this line is never closed.' },
    ]);
  });

  it('may name its columns otherwise, in any order, and be separated as spreadsheets do', () => {
    const { transcripts } = read('role;message;id\nuser;Hi;1\nassistant;Hello;1\n');
    expect(transcripts).toEqual([
      {
        id: '1',
        turns: [
          { author: 'customer', text: 'Hi' },
          { author: 'ai', text: 'Hello' },
        ],
      },
    ]);
  });

  it('that is something else says what it should be', () => {
    expect(read('')).toMatchObject({ errors: [{ message: 'The file is empty.' }] });
    expect(read('PK\u0003\u0004 some archive')).toMatchObject({
      transcripts: [],
      errors: [{ row: 1, message: expect.stringContaining('conversation_id, author and text') }],
    });
  });

  it('is never too odd to be read', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400 }),
        fc.uint8Array({ maxLength: 400 }),
        (text, bytes) => {
          for (const { transcripts, errors } of [
            read(`{${text}`),
            read(`conversation_id,author,text\n${text}`),
            readTranscripts(bytes),
          ])
            expect(transcripts.length + errors.length).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

it('what is written as CSV is read back as it was', () => {
  const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'ü'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 }), (rows) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = ['x,y,z', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
      const kept = rows.filter((row) => row.some((each) => each.trim() !== ''));
      expect(
        csvRows(text)
          .slice(1)
          .map(({ fields }) => fields),
      ).toEqual(kept);
    }),
  );
});

it("a customer's messages in a row are one turn; what follows tells what came of it", () => {
  const turns = turnsOf({
    id: 'a',
    turns: [
      { author: 'ai', text: 'Welcome' },
      { author: 'customer', text: 'Hi' },
      { author: 'customer', text: 'My lamp is broken' },
      { author: 'ai', text: 'Try this' },
      { author: 'customer', text: 'No' },
      { author: 'teammate', text: 'I am here' },
      { author: 'customer', text: 'Thanks' },
    ],
  });
  expect(turns).toMatchObject([
    { question: 'Hi\nMy lamp is broken', was: 'answer', before: [{ text: 'Welcome' }] },
    { question: 'No', was: 'handoff' },
    { question: 'Thanks', was: null, transcript: 'a' },
  ]);
  expect(turns[2]?.before).toHaveLength(6);
});
