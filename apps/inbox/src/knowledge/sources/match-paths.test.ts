import { describe, expect, it } from 'vitest';
import { examplePaths, folderOf, matches, pathOf, patternsOf, verdict } from './match-paths.ts';

describe('a pattern', () => {
  it.each([
    ['/help/**', '/help/a/b', true],
    ['/help/**', '/help', true],
    ['/help/**', '/help/', true],
    ['/help/**', '/helpful', false],
    ['/help/*', '/help/a', true],
    ['/help/*', '/help/a/b', false],
    ['/*/help', '/en/help', true],
    ['**/print', '/a/b/print', true],
    ['/a.b', '/aXb', false],
    ['/über/*', '/über/uns', true],
  ])('%s on %s: %s', (pattern, path, fits) => expect(matches(pattern, path)).toBe(fits));
});

describe('what is read', () => {
  const start = 'https://lumen.example/help/start.html';
  it('is what lies under the start address, if nothing else is said', () => {
    const scope = { start, include: [], exclude: [] };
    expect(verdict(scope, '/help/returns')).toEqual({ read: true, why: 'under /help/' });
    expect(verdict(scope, '/help')).toEqual({ read: false, why: 'not under /help/' });
    const bare = { ...scope, start: 'https://lumen.example/help' };
    expect(verdict(bare, '/help')).toEqual({ read: true, why: 'under /help/' });
    expect(verdict(bare, '/help/returns')).toEqual({ read: true, why: 'under /help/' });
    expect(verdict(bare, '/helpful')).toEqual({ read: false, why: 'not under /help/' });
    expect(verdict(scope, '/blog')).toEqual({ read: false, why: 'not under /help/' });
  });
  it('is what fits a pattern, also outside of the start address, and nothing that is left out', () => {
    const scope = { start, include: ['/blog/**', '/help/**'], exclude: ['/help/old/**'] };
    expect(verdict(scope, '/blog/news')).toEqual({ read: true, why: 'fits /blog/**' });
    expect(verdict(scope, '/help/old/a')).toEqual({ read: false, why: 'left out by /help/old/**' });
    expect(verdict(scope, '/help/start.html').read).toBe(true);
    expect(verdict({ ...scope, include: ['/blog/**'] }, '/help/start.html')).toEqual({
      read: true,
      why: 'the start address',
    });
    expect(verdict(scope, '/about')).toEqual({ read: false, why: 'fits none of the patterns' });
  });
  it('of a sitemap is its website', () => {
    expect(folderOf('https://lumen.example/static/sitemap.xml')).toBe('/');
    expect(folderOf('lumen.example')).toBe('/');
  });
});

describe('addresses as typed', () => {
  it('may leave the scheme out, and may be none', () => {
    expect(pathOf('lumen.example/help')).toBe('/help');
    expect(pathOf('http://lumen.example/%C3%BCber')).toBe('/über');
    expect(pathOf('no address')).toBeNull();
  });
  it('patterns are one a line', () => {
    expect(patternsOf(' /a \n\n/b/** ')).toEqual(['/a', '/b/**']);
  });
  it('examples show what each pattern does', () => {
    const paths = examplePaths({
      start: 'https://lumen.example/help/',
      include: [],
      exclude: ['/help/old/**'],
    });
    expect(paths).toContain('/help/articles/returns');
    expect(paths).toContain('/help/old/some/page');
  });
});
