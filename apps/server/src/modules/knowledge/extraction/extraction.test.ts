import { describe, expect, test } from 'vitest';
import { articleMarkdown } from '../core/article.ts';
import { extractHtml } from './extract-html.ts';
import { extractMarkdown } from './extract-markdown.ts';
import { extractText } from './extract-text.ts';

describe('Markdown', () => {
  test('every section keeps the headings above it', () => {
    const article = extractMarkdown(
      '# Returns\n\nIntro.\n\n## Sending back\n\nPack it.\n\n### From abroad\n\nAdd the form.\n\n## Refunds\n\nFive days.',
      'file',
    );
    expect(article.title).toBe('Returns');
    expect(article.sections).toEqual([
      { trail: [], heading: '', markdown: 'Intro.' },
      { trail: [], heading: 'Sending back', markdown: 'Pack it.' },
      { trail: ['Sending back'], heading: 'From abroad', markdown: 'Add the form.' },
      { trail: [], heading: 'Refunds', markdown: 'Five days.' },
    ]);
  });

  test('front matter names the article and its address', () => {
    const article = extractMarkdown(
      '---\ntitle: "Billing & plans"\nurl: https://help.example/billing # live\n---\n\nText.',
      'file',
    );
    expect(article).toMatchObject({
      title: 'Billing & plans',
      url: 'https://help.example/billing',
      sections: [{ markdown: 'Text.' }],
    });
  });

  test('a # inside a code block is no heading', () => {
    const article = extractMarkdown('# Setup\n\n```sh\n# install\nnpm i\n```\n\nDone.', 'file');
    expect(article.sections).toHaveLength(1);
  });

  test('several top headings make sections of a file named by its name', () => {
    const article = extractMarkdown('# One\n\nA.\n\n# Two\n\nB.', 'Guide');
    expect(article.sections.map((section) => section.markdown)).toEqual(['A.', 'B.']);
  });

  test('underlined headings, marked-up headings and collapsed questions are headings', () => {
    const article = extractMarkdown(
      'Orders\n======\n\nAll about them.\n\n## **Where** is [my order](x)? {#where}\n\nLook here.\n\n<details><summary>Can I <b>cancel</b>?</summary>\n\nYes.\n\n</details>',
      'file',
    );
    expect(article.title).toBe('Orders');
    expect(article.sections.map((section) => section.heading)).toEqual([
      '',
      'Where is my order?',
      'Can I cancel?',
    ]);
  });

  test('what is shown of an article reads back as the same article', () => {
    const article = extractMarkdown('# A\n\nIntro.\n\n## B\n\nText.\n\n### C\n\n- one\n- two', 'f');
    expect(extractMarkdown(articleMarkdown(article), 'f').sections).toEqual(article.sections);
  });
});

describe('plain text', () => {
  test('a question alone on its line heads what follows', () => {
    const article = extractText(
      'Opening hours\n\nWhen are you open?\n\nFrom nine to five.',
      'Info',
    );
    expect(article.sections.at(-1)).toEqual({
      trail: [],
      heading: 'When are you open?',
      markdown: 'From nine to five.',
    });
  });

  test('a line that starts with # stays text', () => {
    expect(
      extractText('# not a heading, just a note about channels.', 'Info').sections,
    ).toHaveLength(1);
  });
});

const PAGE = `<!doctype html><html><head><title>Shipping | Acme</title>
  <link rel="canonical" href="https://acme.example/help/shipping">
  <script>document.title = 'hacked'</script></head>
<body><nav><a href="/">Home</a><a href="/shop">Shop</a></nav>
<div class="cookie-banner">We use cookies. Accept all</div>
<main><article><h1>Shipping</h1><p>We ship to every country in Europe within five working days.</p>
<h2>Costs</h2><table><thead><tr><th>Country</th><th>Price</th></tr></thead>
<tbody><tr><td>Germany</td><td>4 €</td></tr></tbody></table>
<details><summary>Do you ship on Sundays?</summary><p>No, parcels leave from Monday to Friday.</p></details>
<button aria-expanded="false" aria-controls="a1">Can I change the address?</button>
<div id="a1" hidden><p>Yes, until the parcel has left our warehouse.</p></div>
</article></main><footer>© Acme 2024, all rights reserved</footer></body></html>`;

describe('HTML', () => {
  test('the content stays, with collapsed answers under their questions; menus and scripts go', async () => {
    const article = await extractHtml(PAGE, 'file');
    const text = articleMarkdown(article);
    expect(article.title).toBe('Shipping');
    expect(article.url).toBe('https://acme.example/help/shipping');
    expect(text).toContain('| Germany | 4 € |');
    expect(text).not.toMatch(/Home|hacked|rights reserved|cookies/);
    const headings = article.sections.map((section) => section.heading);
    expect(headings).toContain('Do you ship on Sundays?');
    expect(headings).toContain('Can I change the address?');
    expect(text).toContain('parcels leave from Monday');
    expect(text).toContain('until the parcel has left');
  });

  test('a page of nothing but script has no sections', async () => {
    const article = await extractHtml('<html><body><script>x()</script></body></html>', 'empty');
    expect(article.sections).toEqual([]);
  });
});
