// What an operator reads of somebody who was kept out, and what not.

import { expect, it } from 'vitest';
import { createLog } from '../platform/log.ts';
import { Problem } from './problem.ts';
import { hollowApp } from './testing/hollow-app.ts';

it('who is kept out leaves a line with the reason, and nothing that they sent', async () => {
  const lines: string[] = [];
  const app = hollowApp({
    log: createLog({ level: 'info', pretty: false, write: (line) => void lines.push(line) }),
    accounts: {
      sessions: {
        signIn: () => {
          throw new Problem('wrong_credentials', 'No.');
        },
      },
    } as never,
  });
  const body = JSON.stringify({ email: 'ana@shop.example', password: 'canary-of-a-password' });
  const headers = { 'content-type': 'application/json' };
  await app.request('/api/session?canary=1', { method: 'POST', headers, body });
  await app.request('/api/session', {
    method: 'POST',
    headers: { ...headers, 'sec-fetch-site': 'cross-site' },
    body,
  });
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told).toMatchObject([
    { msg: 'kept out', code: 'wrong_credentials', method: 'POST' },
    { msg: 'kept out', code: 'cross_site_request', method: 'POST' },
  ]);
  expect(lines.join()).not.toMatch(/canary|ana@/);
});
