import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
let conversation: string;
beforeAll(async () => {
  test = await createTestApp();
  scene = await createScene(test);
  conversation = (await scene.asked()).id;
});
afterAll(() => test.drop());

const tag = (headers: Record<string, string>, body: unknown = { tag: 'x' }) =>
  scene.browser.post(`/api/conversations/${conversation}/tags`, body, { headers });

describe('what changes something', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    [
      'another site that claims our origin',
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
    ],
    ['a neighbour on the same domain', { 'sec-fetch-site': 'same-site' }],
    ['an older browser on another site', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ['a sandboxed page', { 'sec-fetch-site': '', origin: 'null' }],
  ])('is refused when it comes from %s', async (_from, headers) => {
    const { status, body } = await tag(headers);
    expect(status).toBe(403);
    expect(body.code).toBe('cross_site_request');
  });

  it('is done when it comes from our own pages', async () => {
    expect((await tag({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await tag({ 'sec-fetch-site': '', origin: 'http://localhost' })).status).toBe(200);
  });

  it('is done for a program, which carries no cookie by accident', async () => {
    expect((await tag({ 'sec-fetch-site': '' })).status).toBe(200);
  });

  it('reading is nobody else’s business either, but harmless to ask for', async () => {
    const { status, headers } = await scene.browser.get('/api/session', {
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});
