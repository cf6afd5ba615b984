/** Websites of every kind, good and bad, read over real HTTP into a real database. */
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  answers,
  createTestWebsite,
  page,
  type Play,
  type TestWebsite,
} from '../testing/test-website.ts';

// Real pages over real HTTP: a busy machine may take its time.
vi.setConfig({ testTimeout: 180_000 });

let t: TestWebsite;
beforeEach(async () => {
  t = await createTestWebsite();
});
afterEach(() => t.drop());

const html = { 'content-type': 'text/html' };
const goes = (location: string, status = 302): Play => answers(status, { location });
const drip: Play = (_, response) => {
  response.writeHead(200, html);
  const timer = setInterval(() => response.write('<p>'), 30);
  response.on('close', () => clearInterval(timer));
};

describe('a website', () => {
  test('is read below its start address, page by page, and answered from', async () => {
    t.plays['/help/'] = page('Help', 'Welcome to the help of our shop.', [
      'returns',
      '/help/lamp',
      '/shop',
    ]);
    t.plays['/help/returns'] = page('Returns', 'Send it back within thirty days.', ['/help/']);
    t.plays['/help/lamp'] = page('Lamp', 'Hold the button for ten seconds to reset the lamp.');
    t.plays['/shop'] = page('Shop', 'Buy things.');
    const source = await t.read('/help/');
    expect(source).toMatchObject({
      state: 'idle',
      error: null,
      documentCount: 3,
      failedCount: 0,
      progress: { queued: 0, read: 3, unchanged: 0, skipped: 0, failed: 0 },
    });
    expect(t.asked()).not.toContain('/shop');
    expect(await t.found('how do I reset the lamp')).toContain('Lamp');
    const { documents } = await t.knowledge.listDocuments(t.scope, { query: 'Lamp' });
    expect(documents[0]).toMatchObject({ kind: 'website', url: `${t.origin}/help/lamp` });
  });

  test('with every fault that a page can have keeps its good pages, and says what is wrong', async () => {
    const bad: Record<string, [play: Play | string | Buffer, state: string, reason: RegExp]> = {
      '/gone': [answers(404), 'failed', /no such page \(status 404\)/],
      '/broken': [answers(500), 'failed', /status 500/],
      '/bomb': [
        answers(200, { ...html, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(30 << 20))),
        'failed',
        /larger than 10 MB/,
      ],
      '/to-loopback': [goes('http://127.0.0.1:4519/'), 'skipped', /leads to/],
      '/to-metadata': [goes('http://169.254.169.254/latest/'), 'skipped', /leads to/],
      '/round': [goes('/round'), 'failed', /redirected more than 5 times/],
      '/login-wall': [goes('/account/login?next=/help'), 'failed', /asks for a login/],
      '/unauthorized': [answers(401), 'failed', /asks for a login/],
      '/form': [
        page('Sign in', 'Welcome.', [], '').replace('</p>', '</p><input type="password">'),
        'failed',
        /asks for a login/,
      ],
      '/blocked': [
        answers(403, html, '<title>Just a moment...</title>Checking your browser'),
        'failed',
        /keeps programs out/,
      ],
      '/picture': [
        answers(200, { 'content-type': 'image/png' }, 'x'),
        'skipped',
        /no page and no document/,
      ],
      '/hidden': [
        page(
          'Hidden',
          'Not to be indexed by anybody.',
          [],
          '<meta name="robots" content="noindex">',
        ),
        'skipped',
        /noindex/,
      ],
      '/tagged': [
        answers(
          200,
          { ...html, 'x-robots-tag': 'noindex' },
          page('Tagged', 'Neither is this one.'),
        ),
        'skipped',
        /noindex/,
      ],
      '/empty': ['<html><body><script>app()</script></body></html>', 'failed', /./],
      '/private': [page('Private', 'Disallowed.'), 'skipped', /robots\.txt/],
    };
    t.plays['/robots.txt'] = answers(
      200,
      { 'content-type': 'text/plain' },
      'User-agent: Baton\nDisallow: /private\n',
    );
    t.plays['/'] = page('Home', 'A shop with a few problems.', [
      ...Object.keys(bad),
      '/script',
      '/old',
      '/latin',
      '/cyrillic',
      '/a/b/a/b/a/b/',
      '/calendar/2031/01',
    ]);
    for (const [path, [play]] of Object.entries(bad)) t.plays[path] = play;
    t.plays['/script'] = page(
      'Scripted',
      'The page has nine megabytes of script.',
      [],
      `<script>${'var x = "<a href=/nowhere>";'.repeat(330_000)}</script>`,
    );
    t.plays['/old'] = goes('/new', 301);
    t.plays['/new'] = page('New place', 'It moved here for good.');
    t.plays['/latin'] = answers(
      200,
      { 'content-type': 'text/html; charset=iso-8859-1' },
      Buffer.from(page('Größe', 'Die Größe der Lampe beträgt 30 cm.'), 'latin1'),
    );
    t.plays['/cyrillic'] = answers(
      200,
      html,
      Buffer.concat([
        Buffer.from('<meta charset="windows-1251"><title>R</title><main><h1>R</h1><p>'),
        Buffer.from(
          Array.from('возврат товара', (c) => (c === ' ' ? 32 : c.charCodeAt(0) - 0x350)),
        ),
        Buffer.from('</p></main>'),
      ]),
    );
    const source = await t.read('/');
    const pages = await t.pages(source.id);
    for (const [path, [, state, reason]] of Object.entries(bad)) {
      expect([path, pages[path]?.state, pages[path]?.reason]).toEqual([
        path,
        state,
        expect.stringMatching(reason),
      ]);
    }
    expect(source).toMatchObject({ state: 'idle', error: null });
    expect(await t.titles()).toEqual(['Größe', 'Home', 'New place', 'R', 'Scripted']);
    expect(pages['/old']).toMatchObject({ state: 'skipped' });
    expect(Object.keys(pages).some((path) => /calendar|a\/b\/a|nowhere/.test(path))).toBe(false);
    expect(await t.found('возврат')).toEqual(['R']);
    const asked = t.asked();
    expect(asked).not.toContain('/private');
    // A fault of the server is tried three times, a word of it once.
    expect(asked.filter((path) => path === '/broken')).toHaveLength(3);
    expect(asked.filter((path) => path === '/gone')).toHaveLength(1);
  });

  test('that drips is not waited for', async () => {
    t.plays['/'] = page('Home', 'One of its pages drips.', ['/drip']);
    t.plays['/drip'] = drip;
    const { id } = await t.add('/');
    await t.work(t.open({ pageMs: 2_500 }));
    expect((await t.pages(id))['/drip']).toEqual({
      state: 'failed',
      reason: 'The website took too long to answer.',
    });
    expect(await t.titles()).toEqual(['Home']);
  });

  test('that never ends is read up to its limit', async () => {
    const endless: Play = (request, response) => {
      const n = Number(/\d+$/.exec(request.url ?? '')?.[0] ?? 0);
      const links = Array.from({ length: 30 }, (_, i) => `/p${n * 30 + i + 1}`);
      response.writeHead(200, html).end(page(`Page ${n}`, `Number ${n} of very many.`, links));
    };
    t.plays['/'] = endless;
    for (let n = 1; n < 2_000; n++) t.plays[`/p${n}`] = endless;
    const source = await t.read('/', { maxPages: 12 });
    expect(source).toMatchObject({ state: 'idle', documentCount: 12 });
    expect(source.notice).toMatch(/more than 12 pages/);
    expect(t.asked()).toHaveLength(12);
    const [{ count }] = (await t.database.query(
      'select count(*)::int as count from crawl_pages',
    )) as [{ count: number }];
    expect(count).toBeLessThan(120);
  });

  test('goes no deeper than its settings say, and keeps to their patterns', async () => {
    t.plays['/'] = page('0', 'Zero is the beginning.', ['/1', '/blog/x', '/faq/a']);
    t.plays['/1'] = page('1', 'One comes after it.', ['/2']);
    t.plays['/2'] = page('2', 'Two is too deep.', []);
    t.plays['/blog/x'] = page('Blog', 'News of today.');
    t.plays['/faq/a'] = page('FAQ', 'A question and its answer.');
    await t.read('/', { maxDepth: 1, exclude: ['/blog/**'] });
    expect(await t.titles()).toEqual(['0', '1', 'FAQ']);
  });

  test('is found by its sitemaps too, packed and nested', async () => {
    const xml = { 'content-type': 'application/xml' };
    t.plays['/robots.txt'] = answers(200, {}, `Sitemap: ${t.origin}/maps/index.xml`);
    t.plays['/maps/index.xml'] = answers(
      200,
      xml,
      `<sitemapindex><sitemap><loc>${t.origin}/maps/1.xml.gz</loc></sitemap></sitemapindex>`,
    );
    t.plays['/maps/1.xml.gz'] = answers(
      200,
      { 'content-type': 'application/gzip' },
      gzipSync(
        `<urlset><url><loc>${t.origin}/alone</loc></url><url><loc>http://other.example/</loc></url></urlset>`,
      ),
    );
    t.plays['/'] = page('Home', 'Links to nothing at all.');
    t.plays['/alone'] = page('Alone', 'Nobody links to this page.');
    await t.read('/');
    expect(await t.titles()).toEqual(['Alone', 'Home']);
  });

  test('may be given as a sitemap: what it lists is read, and nothing else', async () => {
    t.plays['/map.xml'] = answers(
      200,
      { 'content-type': 'text/xml' },
      `<urlset><url><loc>${t.origin}/a</loc></url><url><loc>${t.origin}/b/c</loc></url></urlset>`,
    );
    t.plays['/a'] = page('A', 'The first of two pages.', ['/d']);
    t.plays['/b/c'] = page('C', 'The second of two pages.');
    t.plays['/d'] = page('D', 'Not listed.');
    const { id } = await t.read('/map.xml');
    expect(await t.titles()).toEqual(['A', 'C']);
    expect((await t.again(id)).state).toBe('idle');
    expect(await t.titles()).toEqual(['A', 'C']);
  });

  test('may lead elsewhere: its start address says where it is', async () => {
    t.plays['/'] = goes('/en/help/');
    t.plays['/en/help/'] = page('Help', 'The help is in this folder.', ['a', '/en/shop']);
    t.plays['/en/help/a'] = page('A', 'One of its articles.');
    t.plays['/en/shop'] = page('Shop', 'Outside of it.');
    await t.read('/');
    expect(await t.titles()).toEqual(['A', 'Help']);
  });
});

describe('one page at several addresses is one document', () => {
  test('by its canonical address', async () => {
    const canonical = '<link rel="canonical" href="/a">';
    t.plays['/'] = page('Home', 'Two ways to one page.', ['/a?view=print', '/a']);
    t.plays['/a'] = page('A', 'The one and only page.', [], canonical);
    const { id } = await t.read('/');
    expect(await t.titles()).toEqual(['A', 'Home']);
    expect((await t.pages(id))['/a?view=print']?.reason).toMatch(/The same page as .*\/a\.$/);
  });

  test('by its text, where nothing is said', async () => {
    t.plays['/'] = page('Home', 'Two ways to one page.', ['/a', '/z']);
    t.plays['/a'] = t.plays['/z'] = page('A', 'The one and only page.');
    const { id } = await t.read('/');
    expect(await t.titles()).toEqual(['A', 'Home']);
    expect((await t.pages(id))['/z']?.reason).toMatch(/The same text as .*\/a\.$/);
  });

  test('a canonical address that cannot be read, or is the home of everything, hides nothing', async () => {
    t.plays['/'] = page('Home', 'Home of all.', ['/a', '/b']);
    t.plays['/a'] = page(
      'A',
      'Says that it is a page that is not there.',
      [],
      '<link rel=canonical href=/nowhere>',
    );
    t.plays['/b'] = page('B', 'Says that it is the home page.', [], '<link rel=canonical href=/>');
    await t.read('/');
    expect(await t.titles()).toEqual(['A', 'B', 'Home']);
  });

  test('two websites with the same page: one answers, and the other takes over when it goes', async () => {
    t.plays['/one/'] = page('One', 'The first website is this.', ['/shared/x']);
    t.plays['/two/'] = page('Two', 'The second website is that.', ['/shared/x']);
    t.plays['/shared/x'] = page('Shared', 'Both of them link to it.');
    const both = { include: ['/shared/**'] };
    const one = await t.read('/one/', both);
    const two = await t.read('/two/', both);
    expect(await t.titles()).toEqual(['One', 'Shared', 'Two']);
    expect((await t.pages(two.id))['/shared/x']).toMatchObject({
      state: 'skipped',
      reason: expect.stringMatching(/^Already known from shop\.example:\d+\/one\.$/),
    });
    await t.knowledge.sources.remove(t.scope.workspaceId, one.id);
    expect(await t.titles()).toEqual(['Two']);
    await t.again(two.id);
    expect(await t.titles()).toEqual(['Shared', 'Two']);
  });
});

describe('a website that does not want us', () => {
  test('by robots.txt is left alone', async () => {
    t.plays['/robots.txt'] = answers(200, {}, 'User-agent: *\nDisallow: /');
    t.plays['/'] = page('Home', 'Private.');
    expect(await t.read('/')).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('robots.txt'),
    });
    expect(t.asked()).toEqual([]);
  });

  test('is not asked while its robots.txt cannot be had', async () => {
    t.plays['/robots.txt'] = answers(503);
    t.plays['/'] = page('Home', 'Busy.');
    expect(await t.read('/')).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/503/),
    });
    expect(t.asked()).toEqual([]);
  });

  test('by bot protection is given up after a few pages', async () => {
    const paths = Array.from({ length: 30 }, (_, i) => `/p${i}`);
    t.plays['/'] = page('Home', 'Only this one is open.', paths);
    for (const path of paths) t.plays[path] = answers(403, { 'cf-mitigated': 'challenge' });
    expect(await t.read('/')).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('keeps programs out'),
    });
    expect(t.asked()).toHaveLength(6);
  });

  test('for a while (429) is given the time it asks for', async () => {
    let times = 0;
    t.plays['/'] = page('Home', 'Slowly, please.', ['/a']);
    t.plays['/a'] = (_, response) => {
      times += 1;
      if (times < 3) response.writeHead(429, { 'retry-after': '0' }).end();
      else response.writeHead(200, html).end(page('A', 'Thank you for waiting.'));
    };
    await t.read('/');
    expect(await t.titles()).toEqual(['A', 'Home']);
  });

  test.each([
    ['a private address', 'http://127.0.0.1:4519/'],
    ['a name for a private address', 'http://inside.example/'],
    ['cloud metadata', 'http://169.254.169.254/'],
    ['its spelling as one number', 'http://2852039166/'],
  ])('%s is refused in words', async (_, url) => {
    const added = await t.knowledge.sources.addWebsite(t.scope, { url });
    if ('code' in added) throw new Error(added.detail);
    await t.work();
    expect(await t.source(added.id)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('private network'),
    });
  });

  test('an address that is nowhere is told at once, while whoever typed it looks', async () => {
    const patient = t.open({ retryMs: 60_000 });
    const added = await t.knowledge.sources.addWebsite(t.scope, { url: 'http://nobody.example/' });
    if ('code' in added) throw new Error(added.detail);
    await t.work(patient);
    expect(await t.source(added.id)).toMatchObject({
      state: 'failed',
      error: 'There is no website called nobody.example.',
    });
  });

  test('a start page that redirects into a private network is refused in words', async () => {
    t.plays['/'] = goes('http://127.0.0.1:4519/');
    expect(await t.read('/')).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('private network'),
    });
  });

  test('a website made by scripts alone says so', async () => {
    t.plays['/'] = '<!doctype html><html><body><div id="app"></div><script src="/app.js"></script>';
    expect(await t.read('/')).toMatchObject({ state: 'failed', error: expect.stringMatching(/./) });
  });
});
