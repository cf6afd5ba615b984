/** What a website says to the crawler: addresses, robots.txt, sitemaps, encodings, pages. */
import { bytesOf, promise, rawText, type Target, textOf } from '../engine/target.ts';

const covers = /\/knowledge\/website\/|robots-parser|htmlparser2/;
const HOME = 'https://shop.example/help/';

export const websiteTargets: readonly Target[] = [
  {
    name: 'address',
    about: 'links of pages and redirects, typed addresses, what belongs to a website',
    seeds: () =>
      [
        '/a/b?x=1&utm_source=y#z',
        'https://shop.example:8080/%E4?b=2&a=1',
        '//other.example/;jsessionid=1',
        'shop.example',
        '../up',
      ].map(bytesOf),
    words: [
      'http://',
      'https://',
      'javascript:',
      'data:',
      '//',
      '/../',
      '%2e%2e/',
      '@',
      ':',
      '#',
      '?',
      '&',
      '=',
      '[::1]',
      '127.0.0.1',
      'xn--',
      '%00',
      '\\',
      '\t',
      '\n',
      'utm_source=',
      ';jsessionid=',
      '*',
      '**',
      '/calendar/2024/01',
      '?date=2024-01-01',
    ],
    covers,
    open: async () => {
      const { addressOfPage, addressTyped } = await import(
        '../../../apps/server/src/modules/knowledge/website/address-of-page.ts'
      );
      const { belongs, matches } = await import(
        '../../../apps/server/src/modules/knowledge/website/scope.ts'
      );
      return (input) => {
        const text = textOf(input);
        for (const address of [addressOfPage(text, HOME), addressTyped(text)]) {
          if (address === null) continue;
          const url = new URL(address);
          promise(/^https?:$/.test(url.protocol), 'a page is on the web');
          promise(
            url.username === '' && url.password === '' && url.hash === '',
            'an address is bare',
          );
          promise(addressOfPage(address) === address, 'an address of a page is its own');
          const settings = { include: [text.slice(0, 200)], exclude: [text.slice(-200)] };
          belongs(address, { home: HOME, settings, wholeOrigin: true });
          matches(text.slice(0, 300), url.pathname);
        }
      };
    },
  },
  {
    name: 'robots',
    about: 'robots.txt',
    seeds: () => [
      bytesOf(
        'User-agent: *\nDisallow: /private/*.html$\nAllow: /private/a\nCrawl-delay: 2\nSitemap: https://shop.example/s.xml\n\nUser-agent: Baton\nDisallow: /x\n',
      ),
    ],
    words: [
      'User-agent: ',
      'Baton',
      '*',
      'Disallow: ',
      'Allow: ',
      'Crawl-delay: ',
      'Sitemap: ',
      '$',
      '#',
      '\r\n',
      '\ufeff',
      '%2F',
      '1e999',
      'NaN',
      '**********',
    ],
    covers,
    open: async () => {
      const { rulesOf } = await import(
        '../../../apps/server/src/modules/knowledge/website/robots.ts'
      );
      const { textOfPage } = await import(
        '../../../apps/server/src/modules/knowledge/website/charset.ts'
      );
      return (input) => {
        const rules = rulesOf(
          'https://shop.example/robots.txt',
          textOfPage(input, 'text/plain') ?? '',
        );
        for (const path of ['', 'private/a.html', 'x', '%E4/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'])
          promise(
            typeof rules.allows(`https://shop.example/${path}`) === 'boolean',
            'it says yes or no',
          );
        promise(rules.crawlDelayMs >= 0 && rules.crawlDelayMs <= 120_000, 'a delay is bounded');
        promise(rules.sitemaps.length <= 50, 'few sitemaps');
      };
    },
  },
  {
    name: 'sitemap',
    about: 'sitemaps and their indexes',
    seeds: () => [
      bytesOf(
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://shop.example/a?b=1&amp;c=2</loc><image:image><image:loc>/p.png</image:loc></image:image></url></urlset>',
      ),
      bytesOf('<sitemapindex><sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>'),
      bytesOf('https://shop.example/a\nhttps://shop.example/b\n'),
    ],
    words: [
      '<urlset>',
      '</urlset>',
      '<url>',
      '</url>',
      '<loc>',
      '</loc>',
      '<sitemapindex>',
      '<sitemap>',
      '</sitemap>',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE x [<!ENTITY a "b">]>',
      '&a;',
      '&amp;',
      'https://',
      '\n',
    ],
    covers,
    share: 0.5,
    open: async () => {
      const { readSitemap } = await import(
        '../../../apps/server/src/modules/knowledge/website/sitemap.ts'
      );
      return async (input) => {
        const map = await readSitemap(textOf(input), 'https://shop.example/sitemap.xml');
        for (const page of [...(map?.pages ?? []), ...(map?.sitemaps ?? [])])
          promise(/^https?:\/\//.test(page), 'what it lists are addresses');
      };
    },
  },
  {
    name: 'charset',
    about: 'the encoding of a page, by its header, its marks and its bytes',
    seeds: () => [
      bytesOf('text/html; charset=iso-8859-1|<meta charset=utf-8>ÄÖ'),
      bytesOf('text/html; charset=shift_jis|\u0082\u00a0'),
      bytesOf('|\u00fe\u00ff\u0000a'),
    ],
    words: [
      'charset=',
      'utf-16le',
      'utf-8',
      'iso-2022-jp',
      'gb18030',
      'big5',
      'euc-kr',
      'windows-1252',
      'koi8-r',
      'x-user-defined',
      'replacement',
      '<meta charset=',
      '\u00ef\u00bb\u00bf',
      '|',
    ],
    covers: /\/knowledge\/(?:website\/charset|decode-text)/,
    open: async () => {
      const { textOfPage } = await import(
        '../../../apps/server/src/modules/knowledge/website/charset.ts'
      );
      return (input) => {
        const raw = rawText(input);
        const cut = raw.indexOf('|');
        const text = textOfPage(input.subarray(cut + 1), raw.slice(0, Math.max(cut, 0)));
        promise(text === null || !text.includes('\u0000'), 'no NUL in a text');
      };
    },
  },
  {
    name: 'page-look',
    about: 'links, canonical address, refresh and robots marks of a page',
    seeds: () => [
      bytesOf(
        '<title>A</title><base href="/x/"><link rel=canonical href=/a><meta name=robots content="noindex, nofollow"><meta http-equiv=refresh content="0; url=/b"><a href="c?d=1#e">C</a><form><input type=password></form>',
      ),
    ],
    words: [
      '<base href="',
      '<link rel="canonical" href="',
      '<meta name="robots" content="',
      'noindex',
      'nofollow',
      'none',
      'otherbot: ',
      '<meta http-equiv="refresh" content="',
      '0; url=',
      '<a href="',
      '"',
      "'",
      '>',
      '<script>',
      '</script>',
      '<svg>',
      '<title>',
      '</title>',
      '<!--',
      '&amp;',
      'javascript:',
    ],
    covers,
    share: 0.5,
    open: async () => {
      const { lookAtPage } = await import(
        '../../../apps/server/src/modules/knowledge/website/look-at-page.ts'
      );
      return async (input) => {
        const text = textOf(input);
        const look = await lookAtPage(text, HOME, text.slice(0, 60));
        for (const link of [...look.links, look.canonical, look.refreshTo])
          promise(link === null || /^https?:\/\//.test(link), 'links are addresses of pages');
        promise(look.links.length <= 2_000, 'few links');
      };
    },
  },
];
