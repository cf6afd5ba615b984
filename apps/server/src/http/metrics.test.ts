import { expect, it, vi } from 'vitest';
import { createRegistry, httpRequestMetrics } from '../platform/metrics/index.ts';
import { parseExposition, valueOf } from '../platform/metrics/testing/parse-exposition.ts';
import { hollowApp } from './testing/hollow-app.ts';

const token = 'a-token-long-enough-for-anybody';
const read = async () => ({
  text: 'baton_something 1\n',
  contentType: 'text/plain; version=0.0.4',
});

const ask = (app: ReturnType<typeof hollowApp>, authorization?: string) =>
  app.request('/metrics', { headers: authorization === undefined ? {} : { authorization } });

it('without a token set there are no metrics, for anybody', async () => {
  const reader = vi.fn(read);
  const app = hollowApp({ metrics: { token: null, read: reader } });
  expect((await ask(app)).status).toBe(404);
  expect((await ask(app, `Bearer ${token}`)).status).toBe(404);
  expect((await ask(app, 'Bearer null')).status).toBe(404);
  expect(reader).not.toHaveBeenCalled();
});

it('they are told to who sends the token, and to nobody else', async () => {
  const reader = vi.fn(read);
  const app = hollowApp({ metrics: { token, read: reader } });
  for (const wrong of [undefined, '', 'Bearer', `Bearer ${token}x`, `Basic ${token}`, token]) {
    expect((await ask(app, wrong)).status).toBe(401);
  }
  expect(reader).not.toHaveBeenCalled();
  const answer = await ask(app, `Bearer ${token}`);
  expect([answer.status, await answer.text()]).toEqual([200, 'baton_something 1\n']);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

it('ten thousand addresses and made-up methods are a few series, none of which names one', async () => {
  const registry = createRegistry({ version: 'test', process: false });
  const { answered } = httpRequestMetrics(registry);
  const app = hollowApp({ answered });
  const shapes = [
    (n: number) => `/articles/doc_${n}?secret=${n}`,
    (n: number) => `/api/conversations/cnv_${n}`,
    (n: number) => `/nowhere/${n}/at/${n}`,
    (n: number) => `/api/nothing-${n}`,
    (n: number) => `/widget/v1/${n}`,
  ];
  for (let n = 0; n < 2_000; n += 1) {
    for (const shape of shapes) await app.request(shape(n));
  }
  await app.request('/healthz', { method: 'BREW' });
  const text = await registry.metrics();
  const samples = parseExposition(text);
  expect(valueOf(samples, 'baton_http_requests_total')).toBe(10_001);
  expect(samples.length).toBeLessThan(150);
  expect(text).not.toMatch(/cnv_|doc_|secret|nowhere|nothing-|BREW/);
  expect(valueOf(samples, 'baton_http_requests_total', { route: '/articles/:id' })).toBe(2_000);
}, 60_000);
