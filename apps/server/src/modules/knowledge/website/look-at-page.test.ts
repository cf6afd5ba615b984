import { describe, expect, test } from 'vitest';
import { textOfPage } from './charset.ts';
import { doorByLook, doorByStatus, isLoginPath } from './doors.ts';
import { lookAtPage, robotsDirectives } from './look-at-page.ts';
import { readSitemap } from './sitemap.ts';

const url = 'https://x.example/help/a';
const look = (html: string, header: string | null = null) => lookAtPage(html, url, header);

describe('a look at a page', () => {
  test('finds its links, by its base, each once', async () => {
    const html = `<base href="/docs/"><title> Help &amp; more </title>
      <a href="b">B</a> <a href="b#part">B again</a> <a href="/c?utm_source=x">C</a>
      <a rel="nofollow" href="/d">D</a> <a href="mailto:a@b.example">Mail</a> <area href="/e">`;
    expect(await look(html)).toMatchObject({
      title: 'Help & more',
      links: ['https://x.example/docs/b', 'https://x.example/c', 'https://x.example/e'],
    });
  });

  test.each([
    ['<meta name="robots" content="noindex">', null, true, 1],
    ['<meta name="ROBOTS" content="NoIndex, NoFollow">', null, true, 0],
    ['<meta name="robots" content="none">', null, true, 0],
    ['<meta name="baton" content="noindex">', null, true, 1],
    ['<meta name="googlebot" content="noindex">', null, false, 1],
    ['', 'noindex', true, 1],
    ['', 'googlebot: noindex', false, 1],
    ['', 'baton: noindex, nofollow', true, 0],
    ['<meta name="robots" content="index, follow">', null, false, 1],
  ])('%s with the header %s', async (meta, header, noindex, links) => {
    const seen = await look(`${meta}<a href="/b">B</a>`, header);
    expect([seen.noindex, seen.links.length]).toEqual([noindex, links]);
  });

  test('knows the address that the page calls its own', async () => {
    const canonical = async (href: string) =>
      (await look(`<link rel="canonical" href="${href}">`)).canonical;
    expect(await canonical('/help/b')).toBe('https://x.example/help/b');
    expect(await canonical('/help/a#x')).toBeNull();
    expect(await canonical('javascript:x')).toBeNull();
  });

  test('ten megabytes of script are no text, and do not hold up the process', async () => {
    const html = `<p>Short.</p><script>${'var a = "<a href=/x>";'.repeat(470_000)}</script><a href=/y>`;
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const seen = await look(html);
    clearInterval(timer);
    expect(seen).toMatchObject({ textLength: 7, links: ['https://x.example/y'] });
    expect(turns).toBeGreaterThan(3);
  });

  test('an immediate refresh is a redirect, a late one is not', async () => {
    const to = async (content: string) =>
      (await look(`<meta http-equiv="refresh" content="${content}">`)).refreshTo;
    expect(await to('0; url=/next')).toBe('https://x.example/next');
    expect(await to('300; url=/next')).toBeNull();
    expect(await to('30')).toBeNull();
  });

  test('the header of robots may speak to others', () => {
    expect(robotsDirectives('otherbot: noindex, nofollow')).toEqual({});
    expect(robotsDirectives('max-snippet:20, noindex')).toEqual({});
  });
});

describe('doors', () => {
  const doorOf = async (html: string, status = 200) => doorByLook(status, await look(html));
  const article = `<p>${'To log in, open the page and type your password. '.repeat(40)}</p>`;

  test('a login form with little around it is a login', async () => {
    expect(await doorOf('<title>Sign in</title><input type="password">')).toBe('login');
  });
  test('an article about logging in is none, even with a form in its header', async () => {
    expect(
      await doorOf(`<title>How to log in</title><input type="password">${article}`),
    ).toBeNull();
  });
  test('a check for robots is one; an article that mentions captchas is not', async () => {
    expect(await doorOf('<title>Just a moment...</title>', 403)).toBe('blocked');
    expect(await doorOf('<p>Verify you are human</p>')).toBe('blocked');
    expect(await doorOf(`<p>How the captcha works.</p>${article}`)).toBeNull();
  });
  test('the status may say it all', () => {
    expect(doorByStatus(401, {})).toBe('login');
    expect(doorByStatus(403, { 'cf-mitigated': 'challenge' })).toBe('blocked');
    expect(doorByStatus(200, {})).toBeNull();
  });
  test.each([
    ['/login', true],
    ['/users/sign_in', true],
    ['/account/signin?next=/help', true],
    ['/help/login-problems', false],
    ['/wp-login.php', true],
    ['/blogging', false],
    ['/help/a', false],
  ])('%s is a login path: %s', (path, is) =>
    expect(isLoginPath(`https://x.example${path}`)).toBe(is),
  );
});

describe('encodings', () => {
  test('the header counts, unless the bytes say otherwise', () => {
    const latin = Buffer.from('Größe', 'latin1');
    const utf8 = Buffer.from('Größe');
    const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
    expect(textOfPage(latin, 'text/html; charset=iso-8859-1')).toBe('Größe');
    expect(textOfPage(utf8, 'text/html; charset=iso-8859-1')).toBe('Größe');
    expect(textOfPage(utf8, 'text/html')).toBe('Größe');
    expect(textOfPage(cyrillic, 'text/html; charset="windows-1251"')).toBe('Привет');
    expect(textOfPage(Buffer.from('\ufeffGröße', 'utf16le'), 'text/html; charset=utf-8')).toBe(
      'Größe',
    );
  });
  test('the page may say it itself', () => {
    const page = Buffer.concat([
      Buffer.from('<meta charset="windows-1251">'),
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
    ]);
    expect(textOfPage(page, 'text/html')).toContain('Привет');
  });
  test('what is no text is none', () => {
    expect(textOfPage(Buffer.from([0, 1, 2, 3]), 'text/html')).toBeNull();
  });
});

describe('sitemaps', () => {
  const map = 'https://x.example/sitemap.xml';
  test('of pages, without their pictures', async () => {
    const xml = `<?xml version="1.0"?><urlset xmlns:image="i"><url><loc> https://x.example/a?x=1&amp;b=2
      </loc><image:image><image:loc>https://x.example/p.png</image:loc></image:image></url>
      <url><loc><![CDATA[https://x.example/b]]></loc></url><url><loc>nonsense://</loc></url></urlset>`;
    expect(await readSitemap(xml, map)).toEqual({
      pages: ['https://x.example/a?b=2&x=1', 'https://x.example/b'],
      sitemaps: [],
    });
  });
  test('of sitemaps', async () => {
    const xml = '<sitemapindex><sitemap><loc>/one.xml.gz</loc></sitemap></sitemapindex>';
    expect(await readSitemap(xml, map)).toEqual({
      pages: [],
      sitemaps: ['https://x.example/one.xml.gz'],
    });
  });
  test('as plain lines', async () => {
    expect(
      (await readSitemap('https://x.example/a\nhttps://x.example/b\n', map))?.pages,
    ).toHaveLength(2);
  });
  test('a page that stands where a sitemap should is none', async () => {
    expect(await readSitemap('<!doctype html><title>404</title>', map)).toBeNull();
    expect(await readSitemap('', map)).toBeNull();
  });
});
