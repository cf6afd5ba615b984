import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';
import { hollowApp } from './testing/hollow-app.ts';

let test: TestApp;
let scene: Scene;
beforeAll(async () => {
  test = await createTestApp();
  scene = await createScene(test);
});
afterAll(() => test.drop());

const get = (path: string, headers: Record<string, string> = {}) =>
  test.browser().get(path, { headers });

describe('the inbox', () => {
  it('is one page at every address of its own, never kept, and may run only our files', async () => {
    for (const path of [
      '/',
      '/index.html',
      '/inbox/waiting',
      '/setup?token=x',
      '/people.settings/x',
    ]) {
      const { status, headers, body } = await get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(body).toContain('<title>Inbox</title>');
      expect(headers.get('cache-control')).toBe('no-store');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain('ws://localhost');
    }
  });

  it('has assets that may be kept for ever, compressed, and sent once', async () => {
    const { headers } = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' });
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-type')).toContain('text/javascript');
    expect(headers.get('content-encoding')).toBe('br');
    expect(headers.get('vary')).toBe('accept-encoding');
    const etag = headers.get('etag') ?? '';
    expect((await get('/assets/app-1a2b.js', { 'if-none-match': etag })).status).toBe(304);
  });

  it('has no file outside of its folder, however it is asked for', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/assets/app-1a2b.js%00.txt',
      '//etc/passwd',
      '/%2fetc%2fpasswd',
      '/%ff',
    ]) {
      const { body } = await get(path);
      expect(JSON.stringify(body)).not.toContain('not for the web');
      expect(JSON.stringify(body)).not.toContain('root:');
    }
    expect((await get('/assets/missing.js')).status).toBe(404);
    expect((await get('/wp-login.php')).status).toBe(404);
  });

  it('is not written to', async () => {
    expect((await test.browser().post('/inbox', {})).status).toBe(404);
  });
});

describe('the widget’s script', () => {
  it('may be loaded by any website, kept for a while, and asked about cheaply', async () => {
    const { headers, body } = await get('/widget.js', { origin: 'https://shop.example' });
    expect(body).toBe('(()=>{})()');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const etag = headers.get('etag') ?? '';
    expect((await get('/widget.js', { 'if-none-match': etag })).status).toBe(304);
  });

  it('has words in other languages beside it, and nothing else', async () => {
    const { headers, body } = await get('/widget-words/de.json', {
      origin: 'https://shop.example',
    });
    expect(body).toEqual({ send: 'Senden' });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    for (const path of ['xx.json', 'de.txt', '..%2Fwidget.js'])
      expect((await get(`/widget-words/${path}`)).status).toBe(404);
  });

  it('is named by the line of HTML that installs it', async () => {
    const { body } = await scene.browser.get(`/api/ai-agents/${scene.aiAgent.id}/install`);
    expect(body).toEqual({
      html: `<script async src="http://localhost/widget.js" data-baton="${scene.aiAgent.widgetKey}"></script>`,
      demoUrl: `http://localhost/demo?key=${scene.aiAgent.widgetKey}`,
    });
  });
});

describe('the demo page', () => {
  it('has the key of the AI agent that was asked for, else of the first', async () => {
    const second = await createScene(test);
    const { body } = await get(`/demo?key=${second.aiAgent.widgetKey}`);
    expect(body).toContain(`"${second.aiAgent.widgetKey}"`);
    expect((await get('/demo')).body).toContain(`"${scene.aiAgent.widgetKey}"`);
    expect((await get('/demo?key=%22%3E%3Cscript%3E')).body).toContain(scene.aiAgent.widgetKey);
  });

  it('runs the scripts that it was built with, and no other', async () => {
    const { headers } = await get('/demo');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });

  it('leads to the inbox while there is no AI agent', async () => {
    const fresh = await createTestApp();
    try {
      const { status, headers } = await fresh.browser().get('/demo');
      expect([status, headers.get('location')]).toEqual([302, '/']);
    } finally {
      await fresh.drop();
    }
  });
});

describe('an article', () => {
  it('is a page that anybody can read and that runs nothing', async () => {
    const { id } = await scene.document('Returns');
    const { status, headers, body } = await get(`/articles/${id}`);
    expect(status).toBe(200);
    expect(body).toContain('<h1>Returns</h1>');
    expect(body).toContain('<p>Send it back within 30 days.</p>');
    expect(body.match(/Returns<\/h1>/g)).toHaveLength(1);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/style-src 'self' 'sha256-[\w+/=]+';/);
    expect(policy).not.toContain('unsafe-inline');
  });

  it('says what the AI answers from: a teammate’s wording, and nothing that was excluded', async () => {
    const { id } = await scene.document('Exchanges');
    const { body } = await scene.browser.get(`/api/documents/${id}`);
    const at = `/api/passages/${body.passages[0].id}`;
    await scene.browser.patch(at, { text: 'Swap it within a year.' });
    expect((await get(`/articles/${id}`)).body).toContain('<p>Swap it within a year.</p>');
    await scene.browser.patch(at, { excluded: true });
    expect((await get(`/articles/${id}`)).body).not.toContain('Swap it');
  });

  it('of which every passage is excluded is gone, and does not fall back to its own wording', async () => {
    const { id } = await scene.document('Secrets');
    const { body } = await scene.browser.get(`/api/documents/${id}`);
    for (const passage of body.passages)
      await scene.browser.patch(`/api/passages/${passage.id}`, { excluded: true });
    const article = await get(`/articles/${id}`);
    expect(article.status).toBe(404);
    expect(article.body).not.toContain('30 days');
  });

  it('that is gone says so', async () => {
    for (const id of ['doc_00000000000000000000000000', 'nonsense']) {
      const { status, body } = await get(`/articles/${id}`);
      expect(status).toBe(404);
      expect(body).toContain('This article is gone');
    }
  });
});

describe('the API’s own description', () => {
  it('is OpenAPI 3.1, for programs of any website', async () => {
    const { body, headers } = await get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(body.info).toMatchObject({ title: 'Baton', version: '1.2.3' });
    expect(body.servers).toEqual([{ url: 'http://localhost' }]);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(body.paths['/api/conversations/{id}/claim'].post.responses['409'].description).toContain(
      'already_claimed',
    );
  });

  it('refers to nothing that it does not hold', async () => {
    const { body } = await get('/api/openapi.json');
    const names = new Set(Object.keys(body.components.schemas));
    const references = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(100);
    for (const [, name] of references) expect(names).toContain(name);
    expect(JSON.stringify(body).includes('named:')).toBe(false);
  });

  it('is a page without scripts for people', async () => {
    const { status, body, headers } = await get('/api/docs');
    expect(status).toBe(200);
    expect(body).toContain('Claim a waiting conversation');
    expect(body).toContain('id="problem-already_claimed"');
    expect(body).not.toContain('<script');
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
  });
});

describe('health', () => {
  it('is alive and ready while it serves and its database answers', async () => {
    const alive = await get('/healthz');
    expect([alive.status, alive.body]).toEqual([200, { status: 'alive', version: '1.2.3' }]);
    const ready = await get('/readyz');
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready', version: '1.2.3' }]);
    expect(ready.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['starting', 'It is starting.', { lifeStage: () => 'starting' as const }],
    ['stopping', 'It is stopping', { lifeStage: () => 'stopping' as const }],
    [
      'without a database',
      'Its database does not answer.',
      { pingDatabase: () => Promise.reject(new Error('no database')) },
    ],
  ])('is alive and not ready %s, and says why', async (_when, words, how) => {
    const app = hollowApp({ lifeStage: () => 'serving', pingDatabase: async () => {}, ...how });
    const answer = await app.request('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining(words),
    });
    expect((await app.request('/healthz')).status).toBe(200);
  });

  it('a server that stops still answers, and asks to be left', async () => {
    const answer = await hollowApp({ lifeStage: () => 'stopping' }).request('/healthz');
    expect(answer.headers.get('connection')).toBe('close');
  });
});

describe('every answer', () => {
  it('tells the browser what not to do, and has an id', async () => {
    for (const path of [
      '/',
      '/healthz',
      '/readyz',
      '/api/session',
      '/widget.js',
      '/articles/x',
      '/api/docs',
      '/x.y',
    ]) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{12}$/);
    }
  });
});
