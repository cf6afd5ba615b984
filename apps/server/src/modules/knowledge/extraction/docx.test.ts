import { describe, expect, it } from 'vitest';
import { bullet, makeDocx, paragraph, picture, table } from '../testing/make-docx.ts';
import { makeZip } from '../testing/make-zip.ts';
import { extractDocx } from './extract-docx.ts';

describe('a Word document', () => {
  it('keeps headings, lists, tables with a header row and what pictures show', async () => {
    const body = [
      paragraph('Returns guide', 'Titel'),
      paragraph('Sending back', 'H1'),
      paragraph('Do the following:'),
      bullet('Pack it'),
      bullet('Send it'),
      table([
        ['Country', 'Price | net'],
        ['Malta', '4 €'],
      ]),
      picture('A parcel with its label'),
      paragraph('From abroad', 'H2'),
      paragraph('Add the form.'),
    ].join('');
    expect(await extractDocx(makeDocx(body), 'file')).toEqual({
      article: {
        title: 'Returns guide',
        url: null,
        sections: [
          {
            trail: [],
            heading: 'Sending back',
            markdown:
              'Do the following:\n\n-   Pack it\n-   Send it\n\n| Country | Price \\| net |\n| --- | --- |\n| Malta | 4 € |\n\n[Picture: A parcel with its label]',
          },
          { trail: ['Sending back'], heading: 'From abroad', markdown: 'Add the form.' },
        ],
      },
    });
  });

  it('with macros and embedded objects is read without them', async () => {
    const more = [
      { name: 'word/vbaProject.bin', content: 'Sub AutoOpen()' },
      { name: 'word/embeddings/sheet.xlsx', content: 'PK' },
    ];
    const result = await extractDocx(makeDocx(paragraph('Harmless.'), more), 'file');
    expect(JSON.stringify(result)).toContain('Harmless.');
    expect(JSON.stringify(result)).not.toContain('AutoOpen');
  });

  it('that unpacks to far more than a document is refused', async () => {
    const bomb = makeDocx(paragraph('a'.repeat(70 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await extractDocx(bomb, 'file')).toEqual({ refused: 'too_large' });
  });

  it('whose XML is broken is refused, and not in the words of an XML parser', async () => {
    for (const broken of ['<w:p><w:r>', '<w:p a>&a;</w:p>', '<w:`>', '<w:t></w:T>'])
      expect(await extractDocx(makeDocx(broken), 'file')).toEqual({ refused: 'not_word' });
  });

  it('that is another kind of ZIP is no Word document', async () => {
    const zip = makeZip([{ name: 'a.txt', content: 'text' }]);
    expect(await extractDocx(zip, 'file')).toEqual({ refused: 'not_word' });
    expect(await extractDocx(Buffer.from('PK\x03\x04'), 'file')).toEqual({ refused: 'not_word' });
  });
});
