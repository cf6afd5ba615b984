import { describe, expect, it } from 'vitest';
import { articleMarkdown } from '../core/article.ts';
import { extractHtml } from './extract-html.ts';

/** A help centre's page, with everything around its content that such pages have. */
const page = (main: string, head = ''): string => `<!doctype html><html lang="en">
<head><title>Charging – Lumen</title>${head}</head><body>
<div id="onetrust-consent-sdk" class="cookie-consent"><h2>We value your privacy</h2><button>Accept all</button></div>
<header><a href="/">Lumen</a><ul class="menu"><li><a href="/sale">Sale</a></li></ul></header>
<div class="breadcrumbs"><a href="/help">Help centre</a> › Power</div>
<aside class="sidebar"><h3>Popular articles</h3><a href="/help/a">Reset your lamp</a></aside>
${main}
<section class="related-articles"><h3>Related</h3><a href="/help/c">Battery care</a></section>
<div class="article-votes"><p>Was this article helpful?</p><button>Yes</button></div>
<footer>© Lumen. All rights reserved.</footer></body></html>`;

const read = async (html: string, url: string | null = 'https://lumen.example/help/power/') => {
  const article = await extractHtml(html, 'file', url);
  const answers = Object.fromEntries(
    article.sections.map(({ heading, markdown }) => [heading, markdown.trim()]),
  );
  return { article, answers, text: articleMarkdown(article) };
};
const around = /Accept all|Sale|Help centre|Popular|Battery care|helpful|rights reserved/;

describe('a web page', () => {
  it.each(['<main>@</main>', '<div class="content">@</div>', '<article>@</article>'])(
    'is its content alone, in %s',
    async (shell) => {
      const content =
        '<h1>Charging</h1><p>Use the cable that came with the lamp, and no other one.</p><p>A full charge takes about three hours at home.</p>';
      const { text } = await read(page(shell.replace('@', content)));
      expect(text).toContain('no other one.');
      expect(text).not.toMatch(around);
    },
  );

  it.each([
    ['details', '<details><summary>How long?</summary><p>Nine hours.</p></details>'],
    [
      'an accordion of buttons',
      '<h3><button aria-expanded="false" data-bs-toggle="collapse" data-bs-target="#c1">How long?</button></h3><div id="c1" class="collapse" style="display:none"><p>Nine hours.</p></div>',
    ],
    [
      'a button and a hidden panel',
      '<button aria-expanded="false" aria-controls="p1">How long?</button><div id="p1" hidden><p>Nine hours.</p></div>',
    ],
    [
      'divisions called question and answer',
      '<div class="faq__question">How long?</div><div class="faq__answer" hidden>Nine hours.</div>',
    ],
    ['a list of terms', '<dl><dt>How long?</dt><dd>Nine hours.</dd></dl>'],
  ])('keeps collapsed answers below their questions: %s', async (_, faq) => {
    const { answers } = await read(page(`<main><h1>FAQ</h1>${faq}</main>`));
    expect(answers['How long?']).toBe('Nine hours.');
  });

  it('that shows its questions only by script has them from its structured data, once', async () => {
    const data = (name: string) =>
      `<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"${name}","acceptedAnswer":{"@type":"Answer","text":"<p>Up to <b>one metre</b>.</p>"}}]}</script>`;
    const { answers } = await read(page('<div id="app"></div>', data('Is it waterproof?')));
    expect(answers).toEqual({ 'Is it waterproof?': 'Up to **one metre**.' });
    const shown = '<main><h1>FAQ</h1><h2>Is it waterproof?</h2><p>Yes.</p></main>';
    expect((await read(page(shown, data('Is it waterproof?')))).answers).toEqual({
      'Is it waterproof?': 'Yes.',
    });
  });

  it('keeps tables with a header, code, and what pictures show; links lead from its address', async () => {
    const { text } = await read(
      page(`<main><h1>Charging</h1><p>See <a href="../safety#usb">safety</a> and <a href="javascript:x()">this</a>.</p>
        <img src="/img/port.png" alt="The port is below the foot"><img src="/img/line.png" alt="">
        <table><tr><td>Model</td><td>Hours</td></tr><tr><td>Glow</td><td>3</td></tr></table>
        <pre><code class="language-sh">lumen charge --full</code></pre></main>`),
    );
    expect(text).toContain('[safety](https://lumen.example/help/safety#usb) and this.');
    expect(text).toContain('![The port is below the foot](https://lumen.example/img/port.png)');
    expect(text).toContain('| Model | Hours |\n| --- | --- |\n| Glow | 3 |');
    expect(text).toContain('```sh\nlumen charge --full\n```');
    expect(text).not.toMatch(/javascript|line\.png/);
  });

  it('of a file has no links that lead nowhere', async () => {
    const { text } = await read(
      '<main><h1>A</h1><p>See <a href="b.html">the other page</a>.</p></main>',
      null,
    );
    expect(text).toContain('See the other page.');
  });

  it('with ten megabytes of script, open ones too, is read without them', async () => {
    const script = `<script>${'x("</div>");'.repeat(900_000)}</script>`;
    const { text } = await read(
      `${script}<main><h1>A</h1><p>Words.</p></main>${'<script '.repeat(20_000)}`,
    );
    expect(text).toBe('# A\n\nWords.\n');
  });
});

describe('tables within tables', () => {
  it('are read, the inner one as a table and the outer one as blocks', async () => {
    const inner =
      '<table><tr><th>Size</th><th>Price</th></tr><tr><td>S</td><td>3</td></tr></table>';
    const { text } = await read(
      page(
        `<main><h1>Prices</h1><table><tr><td>All we sell:</td><td>${inner}</td></tr></table></main>`,
      ),
    );
    expect(text).toContain('All we sell:');
    expect(text).toMatch(/\| Size \| Price \|\n\|[ -]+\|[ -]+\|\n\| S \| 3 \|/);
  });

  it('thirty deep take no longer than others: each was once rendered anew for all around it', async () => {
    const deep = `${'<table><tr><td>in</td><td>'.repeat(30)}deep${'</td></tr></table>'.repeat(30)}`;
    const { text } = await read(page(`<main><h1>Prices</h1>${deep}</main>`));
    expect(text).toContain('deep');
  });
});
