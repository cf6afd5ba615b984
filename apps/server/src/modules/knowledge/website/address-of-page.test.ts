import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOfPage, addressTyped } from './address-of-page.ts';

describe('one page, one address', () => {
  test.each([
    ['HTTPS://Shop.Example:443/Help#top', 'https://shop.example/Help'],
    ['http://shop.example:80', 'http://shop.example/'],
    ['https://shop.example/a?b=2&a=1', 'https://shop.example/a?a=1&b=2'],
    ['https://shop.example/a?utm_source=mail&gclid=9&page=2', 'https://shop.example/a?page=2'],
    ['https://shop.example/a?utm_source=mail', 'https://shop.example/a'],
    ['https://shop.example/a?PHPSESSID=1', 'https://shop.example/a'],
    ['https://shop.example//help///x', 'https://shop.example/help/x'],
    ['https://shop.example/x;jsessionid=ABC', 'https://shop.example/x'],
    ['../b', 'https://base.example/b'],
    ['?q=1', 'https://base.example/d/e?q=1'],
  ])('%s is %s', (link, address) => {
    expect(addressOfPage(link, 'https://base.example/d/e')).toBe(address);
  });

  test.each([
    '#top',
    '',
    'mailto:a@b.example',
    'javascript:void(0)',
    'tel:123',
    'data:text/html,x',
    'https://user@shop.example/',
    'http://[',
    `https://shop.example/${'a'.repeat(2_001)}`,
  ])('%s is no page', (link) => expect(addressOfPage(link, 'https://base.example/')).toBeNull());

  test('the address of an address is itself', () => {
    const part = fc.constantFrom(
      'a',
      'B',
      '',
      '.',
      '..',
      'ü',
      '%20',
      '%zz',
      'x;jsessionid=1',
      '+',
      ' ',
    );
    const param = fc.constantFrom('a=1', 'a=', 'b', '&', 'utm_x=1', 'q=%2F', 'q=ü ü', '=', 'a=2');
    const urls = fc
      .tuple(fc.array(part, { maxLength: 6 }), fc.array(param, { maxLength: 5 }))
      .map(([path, query]) => `https://X.example/${path.join('/')}?${query.join('&')}#f`);
    fc.assert(
      fc.property(urls, (url) => {
        const once = addressOfPage(url);
        expect(addressOfPage(once as string)).toBe(once);
      }),
    );
  });

  test('a slash at the end is kept: only the website knows whether it matters', () => {
    expect(addressOfPage('https://shop.example/a/')).not.toBe(
      addressOfPage('https://shop.example/a'),
    );
  });
});

test.each([
  ['shop.example/help', 'https://shop.example/help'],
  [' http://shop.example ', 'http://shop.example/'],
  ['localhost:8080', 'https://localhost:8080/'],
  ['ftp://shop.example', null],
  ['two words', null],
  ['', null],
])('typed: %j means %s', (typed, address) => expect(addressTyped(typed)).toBe(address));
