/** What is handed in to be answered from: files of every kind, and typed text. */
import { bytesOf, promise, rawText, type Target, textOf } from '../engine/target.ts';
import {
  makeDocx,
  bullet,
  paragraph,
  table,
} from '../../../apps/server/src/modules/knowledge/testing/make-docx.ts';
import { makePdf } from '../../../apps/server/src/modules/knowledge/testing/make-pdf.ts';
import { makeZip } from '../../../apps/server/src/modules/knowledge/testing/make-zip.ts';

const covers = /\/modules\/knowledge\//;

/** Words of ours for a file that cannot be read; a program's own words mean that a check is missing. */
const PROGRAM_WORDS =
  /Cannot read|Cannot set|is not a function|is not iterable|is not defined|undefined|Maximum call stack|Invalid array length|Invalid string length|out of range|not a constructor/;

/** Reads one file as an upload is read, and holds it to what is promised of every document. */
function reading(name: string, mime?: string): Target['open'] {
  return async () => {
    const { prepareDocument } = await import(
      '../../../apps/server/src/modules/knowledge/adding/prepare-document.ts'
    );
    return async (bytes) => {
      const read = await prepareDocument({
        kind: 'file',
        name,
        bytes: Uint8Array.from(bytes),
        ...(mime !== undefined && { mime }),
      });
      if ('code' in read) {
        promise(!PROGRAM_WORDS.test(read.detail), `a refusal in our words: ${read.detail}`);
        return;
      }
      promise(read.passages.length > 0, 'a document has passages');
      promise(read.name.length <= 500 && read.title.length <= 300, 'names are bounded');
      // Growth: a megabyte of text out of four kilobytes would fill the index of everybody.
      const size = read.passages.reduce((sum, { markdown }) => sum + markdown.length, 0);
      promise(size <= 200_000 + bytes.length * 200, `passages are bounded: ${size}`);
    };
  };
}

const HTML = `<!doctype html><html lang="en"><head><title>Returns</title><meta charset="utf-8">
<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"How long?","acceptedAnswer":{"@type":"Answer","text":"<p>Thirty days.</p>"}}]}</script>
</head><body><nav><a href="/">Home</a></nav><main><h1>Returns</h1><p>Send it back within 30 days.</p>
<details><summary>Who pays?</summary><p>We do.</p></details><table><tr><th>Size</th><th>Price</th></tr><tr><td>S</td><td>3</td></tr></table>
<ul><li>one<li>two</ul><pre><code>x = 1</code></pre><img src="a.png" alt="A lamp"></main></body></html>`;
const MARKDOWN = `---\ntitle: Lamps\ntags: [a, b]\n---\n# Lamps\n\nIt *shines* for **ten** hours. [More](https://lamp.example/a "t")\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n> quoted\n\n1. one\n   - two\n\n\`\`\`js\nlet x = 1\n\`\`\`\n\n<details><summary>Why?</summary>Because.</details>\n\n[^1]: a note\n\nSetext\n===\n\n- [ ] task\n`;
const WORDS_HTML = [
  '<p>',
  '</p>',
  '<h1>',
  '<table>',
  '<tr>',
  '<td>',
  '</table>',
  '<details>',
  '<summary>',
  '<script type="application/ld+json">',
  '</script>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<svg>',
  '<math>',
  '<template>',
  '<style>',
  '<noscript>',
  '<iframe src=',
  '<a href="',
  '<base href="',
  '<meta charset="',
  '&amp;',
  '&#x0;',
  '&#1114112;',
  '&nbsp;',
  '<li>',
  '<ul>',
  '<div hidden>',
  'style="display:none"',
  'aria-expanded="false"',
  '"@type":"FAQPage"',
  '"mainEntity"',
  '<pre><code>',
  '<br/>',
  '\u2028',
  '<html>',
  '<body>',
  '<frameset>',
  '<select><option>',
  '<button>',
];
const WORDS_MARKDOWN = [
  '# ',
  '## ',
  '- ',
  '1. ',
  '> ',
  '```',
  '~~~',
  '|',
  '|---|',
  '[a](b)',
  '![a](b)',
  '[^1]',
  '[^1]: ',
  '**',
  '__',
  '`',
  '---\n',
  '---\ntitle: ',
  '<details>',
  '</details>',
  '<div>',
  '\\',
  '&nbsp;',
  '    ',
  '\t',
  '\n\n',
  '===\n',
  'import x from "y"\n',
  'export const x = 1\n',
  '[[',
  '$$',
  ':::',
  '* * *',
  '[ ] ',
  '{#id}',
  '<!-- ',
];

export const knowledgeTargets: readonly Target[] = [
  {
    name: 'html',
    about: 'an uploaded or crawled page',
    seeds: () => [bytesOf(HTML), bytesOf('<p>One line of a page that says enough.</p>')],
    words: WORDS_HTML,
    covers,
    share: 0.25,
    open: reading('page.html', 'text/html'),
  },
  {
    name: 'markdown',
    about: 'Markdown and MDX',
    seeds: () => [bytesOf(MARKDOWN)],
    words: WORDS_MARKDOWN,
    covers,
    share: 0.5,
    open: reading('lamps.md', 'text/markdown'),
  },
  {
    name: 'text',
    about: 'plain text, in whatever encoding',
    seeds: () => [
      bytesOf('Opening hours\n\nWe are open from nine to five.\n\n* Monday\n* Tuesday\n'),
      Buffer.from('Größe und Maße: für Füße', 'latin1'),
      Buffer.from('\ufeffOpen from nine to five', 'utf16le'),
    ],
    words: ['\ufeff', '\n\n', '\r\n', '\u2028', 'ÄÖÜ', '保証', '\u001b', '===', '- ', '1) '],
    covers,
    open: reading('hours.txt', 'text/plain'),
  },
  {
    name: 'pdf',
    about: 'PDF files',
    seeds: () => [
      makePdf(
        [
          [
            { text: 'Returns', y: 60, size: 20 },
            { text: 'Within 30 days.', y: 90 },
          ],
        ],
        { title: 'R' },
      ),
      makePdf([
        [
          { text: 'A', x: 50, y: 60 },
          { text: 'B', x: 300, y: 60 },
          { text: '1', x: 50, y: 80 },
          { text: '2', x: 300, y: 80 },
        ],
      ]),
      makePdf([[{ text: 'Locked', y: 60 }]], { locked: 'restricted' }),
      makePdf(['picture']),
    ],
    words: [
      'obj',
      'endobj',
      'stream\n',
      'endstream',
      'xref',
      'trailer',
      '<<',
      '>>',
      '/Type',
      '/Page',
      '/Pages',
      '/Kids',
      '/Count',
      '/Length',
      '/Filter',
      '/FlateDecode',
      '/ASCIIHexDecode',
      '/Contents',
      '/Font',
      '/Encrypt',
      '/Root',
      '/Prev',
      '1 0 R',
      '2 0 R',
      '3 0 R',
      'BT',
      'ET',
      'Tj',
      'TJ',
      'Tf',
      'Td',
      'Tm',
      '%PDF-1.7',
      '%%EOF',
      'startxref',
      '/ObjStm',
      '/XRefStm',
      '-1',
      '99999999',
    ],
    covers,
    longest: 16_384,
    share: 0.04,
    open: reading('returns.pdf', 'application/pdf'),
  },
  {
    name: 'docx',
    about: 'Word files: the archive and the XML in it',
    seeds: () => [
      makeDocx(
        paragraph('Returns', 'H1') +
          paragraph('Within 30 days.') +
          bullet('one') +
          table([
            ['a', 'b'],
            ['1', '2'],
          ]),
      ),
    ],
    words: ['PK\u0003\u0004', 'PK\u0001\u0002', 'word/document.xml', '<w:p>', '<w:tbl>'],
    covers,
    longest: 16_384,
    share: 0.1,
    open: reading('returns.docx'),
  },
  {
    name: 'docx-body',
    about: 'Word files whose archive is whole: the XML of the document alone',
    seeds: () => [
      bytesOf(
        paragraph('Returns', 'H1') +
          paragraph('Within 30 days.') +
          bullet('one') +
          table([
            ['a', 'b'],
            ['1', '2'],
          ]),
      ),
    ],
    words: [
      '<w:p>',
      '</w:p>',
      '<w:r>',
      '<w:t>',
      '</w:t>',
      '</w:r>',
      '<w:tbl>',
      '<w:tr>',
      '<w:tc>',
      '</w:tc>',
      '</w:tr>',
      '</w:tbl>',
      '<w:pPr>',
      '<w:pStyle w:val="H1"/>',
      '<w:numPr>',
      '<w:hyperlink r:id="x">',
      '<w:drawing>',
      '<w:br/>',
      '<w:tab/>',
      '<w:footnoteReference w:id="1"/>',
      '<mc:AlternateContent>',
      '<w:sdt><w:sdtContent>',
      '<!DOCTYPE x [<!ENTITY a "b">]>',
      '&a;',
      '<![CDATA[',
    ],
    covers,
    share: 0.1,
    open: async () => {
      const read = await reading('returns.docx')();
      return (bytes) => read(makeDocx(textOf(bytes)));
    },
  },
  {
    name: 'archive',
    about: 'ZIP files with documents, and archives within them',
    seeds: () => [
      makeZip([
        { name: 'help/returns.md', content: '# Returns\n\nThirty days.' },
        { name: 'a.txt', content: 'x'.repeat(400) },
        { name: 'inner.zip', content: makeZip([{ name: 'b.md', content: '# B' }]) },
        { name: '../../etc/passwd.txt', content: 'no' },
      ]),
      makeZip([{ name: 'locked.md', content: 'x', flags: 1 }]),
    ],
    words: [
      'PK\u0003\u0004',
      'PK\u0001\u0002',
      'PK\u0005\u0006',
      'PK\u0006\u0006',
      'PK\u0006\u0007',
      '../',
      '..\\',
      'C:\\',
      '.zip',
      '.md',
      '\u0000',
    ],
    covers,
    share: 0.5,
    open: async () => {
      const { contentsOf } = await import(
        '../../../apps/server/src/modules/knowledge/adding/contents-of.ts'
      );
      return async (bytes) => {
        const contents = await contentsOf({
          kind: 'file',
          name: 'a.zip',
          bytes: Uint8Array.from(bytes),
        });
        if ('code' in contents) {
          promise(
            !PROGRAM_WORDS.test(contents.detail),
            `a refusal in our words: ${contents.detail}`,
          );
        } else if (contents.kind === 'archive') {
          for (const { name } of [...contents.files, ...contents.refused]) {
            promise(!name.split('/').includes('..'), 'no name leads upwards');
            promise(!name.includes('\\') && !name.includes('\u0000'), 'names are clean');
          }
        }
      };
    },
  },
  {
    name: 'table',
    about: 'CSV and TSV with questions and answers',
    seeds: () => [
      bytesOf(
        'question,answer,url\n"How, long?","Thirty\ndays",https://a.example/\nWho?,"We ""do"""\n',
      ),
      bytesOf('Frage;Antwort\nWie lange?;30 Tage\n'),
      bytesOf('question\tanswer\na\tb\n'),
    ],
    words: [
      '"',
      '""',
      ',',
      ';',
      '\t',
      '\r\n',
      '|',
      'question',
      'answer',
      '\ufeff',
      '=cmd|',
      'sep=;\n',
    ],
    covers,
    open: async () => {
      const { contentsOf } = await import(
        '../../../apps/server/src/modules/knowledge/adding/contents-of.ts'
      );
      return async (bytes) => {
        const contents = await contentsOf({
          kind: 'file',
          name: 'a.csv',
          bytes: Uint8Array.from(bytes),
        });
        if ('code' in contents)
          promise(
            !PROGRAM_WORDS.test(contents.detail),
            `a refusal in our words: ${contents.detail}`,
          );
      };
    },
  },
  {
    name: 'file-format',
    about: 'what kind of file it is: its first bytes, its name, its declared type',
    seeds: () => [
      bytesOf('a.md|text/markdown|# A'),
      bytesOf('a.pdf|application/pdf|%PDF-1.7'),
      bytesOf('a.docx||PK\u0003\u0004'),
    ],
    words: [
      '.pdf',
      '.docx',
      '.zip',
      '.csv',
      '.html',
      'text/',
      '%PDF-',
      'PK',
      '{\\rtf',
      '<!doctype html>',
      '|',
    ],
    covers,
    open: async () => {
      const { formatOf } = await import(
        '../../../apps/server/src/modules/knowledge/file-formats.ts'
      );
      return (input) => {
        const [name = '', mime = '', ...rest] = rawText(input).split('|');
        const bytes = Buffer.from(rest.join('|'), 'latin1');
        for (const fromWebsite of [false, true]) {
          const format = formatOf({ name, mime, bytes, fromWebsite });
          if (typeof format === 'string') continue;
          promise(format.detail.length < 5_000, 'a refusal is a sentence');
        }
      };
    },
  },
  {
    name: 'question',
    about: "a customer's question: words, corrections, languages",
    seeds: () => [
      bytesOf('How do I reset my lamp?'),
      bytesOf('Wie lange gilt die Garantie für das Gerät?'),
      bytesOf('保証は何か月ですか。'),
    ],
    words: [
      '?',
      ' ',
      'ß',
      'İ',
      '\u0301',
      '\u200d',
      'don’t',
      "'s",
      '-',
      'a.b.c',
      '1,000.5',
      '#',
      '@',
      '\u{1f469}',
    ],
    covers,
    open: async () => {
      const { wordsOf } = await import(
        '../../../apps/server/src/modules/knowledge/core/words/words.ts'
      );
      const { fold, foldLetters, lowerCase } = await import(
        '../../../apps/server/src/modules/knowledge/core/words/fold.ts'
      );
      return (input) => {
        const text = textOf(input);
        for (const { text: word } of wordsOf(text)) promise(word !== '', 'a word is not empty');
        fold(text);
        foldLetters(text);
        lowerCase(text);
      };
    },
  },
];
