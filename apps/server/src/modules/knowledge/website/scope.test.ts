import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { belongs, matches, type Scope } from './scope.ts';

const scope = (home: string, settings: Partial<Scope['settings']> = {}): Scope => ({
  home,
  wholeOrigin: false,
  settings: { include: [], exclude: [], ...settings },
});
const at = (path: string, of: Scope) => belongs(new URL(path, of.home).href, of);

describe('what belongs to a website', () => {
  test.each([
    ['https://x.example/help/', '/help/a', 'yes'],
    ['https://x.example/help/', '/help/a/b?page=2', 'yes'],
    ['https://x.example/help/', '/helpful', 'outside'],
    ['https://x.example/help/', '/', 'outside'],
    ['https://x.example/help/index.html', '/help/a', 'yes'],
    ['https://x.example/help', '/help', 'yes'],
    ['https://x.example/help', '/help/a', 'yes'],
    ['https://x.example/help', '/helpful', 'outside'],
    ['https://x.example/', '/anything', 'yes'],
    ['https://x.example/', 'http://x.example/a', 'yes'],
    ['https://x.example/', 'https://y.example/a', 'elsewhere'],
    ['https://x.example/', 'https://sub.x.example/a', 'elsewhere'],
    ['https://x.example/', 'https://x.example:8443/a', 'elsewhere'],
    ['https://x.example/', '/logo.png', 'no_page'],
    ['https://x.example/', '/guide.pdf', 'yes'],
    ['https://x.example/', '/v1.2', 'yes'],
  ])('of %s, %s: %s', (home, path, answer) => expect(at(path, scope(home))).toBe(answer));

  test('patterns widen and narrow it; leaving out wins', () => {
    const of = scope('https://x.example/help/', {
      include: ['/help/**', '/faq'],
      exclude: ['/help/old/**', '/**/print'],
    });
    expect(at('/faq', of)).toBe('yes');
    expect(at('/help/a/b', of)).toBe('yes');
    expect(at('/help/old/a', of)).toBe('excluded');
    expect(at('/help/a/print', of)).toBe('excluded');
    expect(at('/shop', of)).toBe('outside');
    // However the patterns are, the page that was asked for is read.
    expect(at('/help/', scope('https://x.example/help/', { include: ['/faq/**'] }))).toBe('yes');
  });

  test('a sitemap speaks for its whole origin', () => {
    const of = { ...scope('https://x.example/maps/sitemap.xml'), wholeOrigin: true };
    expect(at('/anywhere', of)).toBe('yes');
  });
});

describe('patterns', () => {
  test.each([
    ['/help/*', '/help/a', true],
    ['/help/*', '/help/a/b', false],
    ['/help/**', '/help', true],
    ['/help/**', '/help/a/b', true],
    ['/help/**', '/helper', false],
    ['**/faq', '/a/b/faq', true],
    ['/a.b', '/axb', false],
    ['/ü*', '/übersicht', true],
    ['/(a|b)', '/a', false],
  ])('%s and %s: %s', (pattern, path, answer) => expect(matches(pattern, path)).toBe(answer));

  test('a pattern of many stars takes no longer than its length', () => {
    expect(matches(`/${'**a'.repeat(90)}b`, `/${'a'.repeat(1_900)}`)).toBe(false);
  });

  test('any pattern is harmless', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, path) => {
        expect(typeof matches(`/${pattern}`, `/${path}`)).toBe('boolean');
      }),
    );
  });
});

describe('traps', () => {
  const home = scope('https://x.example/');
  test.each([
    '/a/b/a/b/a/b',
    `/${'x/'.repeat(20)}`,
    '/calendar/2026/11',
    '/events/2031-04-01',
    '/shop?year=2031&month=4',
    '/list?date=2031-04-01',
    '/shop?a=1&b=2&c=3&d=4&e=5&f=6&g=7',
  ])('%s', (path) => expect(at(path, home)).toBe('trap'));

  test.each([
    '/blog/2024/05/a-post',
    '/list?start=20',
    '/events/2031-party',
    '/en/a/en/b',
    '/events',
  ])('not %s', (path) => expect(at(path, home)).toBe('yes'));
});
