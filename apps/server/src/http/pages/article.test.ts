import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './article.ts';

describe('an article’s text', () => {
  it('may have headings, lists, tables, tasks, code and links', () => {
    const html = renderMarkdown(
      '## Steps\n\n- [x] plug in\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`x` [shop](https://shop.example) ~~old~~',
    );
    for (const tag of [
      '<h2>',
      '<table>',
      '<code>x</code>',
      'href="https://shop.example"',
      '<del>',
    ]) {
      expect(html).toContain(tag);
    }
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'text <svg onload=alert(1)> text',
    '[click](javascript:alert(1))',
    '[click](JaVaScRiPt&colon;alert(1))',
    '[click](data:text/html;base64,PHNjcmlwdD4=)',
    '![x](javascript:alert(1))',
    '<javascript:alert(1)>',
    '[a]: javascript:alert(1)\n\n[a]',
    '| <img src=x onerror=alert(1)> |\n|---|\n| <b onclick=alert(1)>x</b> |',
  ])('runs nothing: %s', (markdown) => {
    const html = renderMarkdown(markdown);
    expect(html).not.toMatch(/<(?:script|svg|b )/i);
    expect(html).not.toMatch(/<[^>]+\son\w+=/i);
    expect(html).not.toMatch(/(?:href|src)="(?:javascript|data):/i);
  });
});
