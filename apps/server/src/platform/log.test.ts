import { expect, it } from 'vitest';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, pretty = false): string {
  let lines = '';
  write(
    createLog({
      level: 'debug',
      pretty,
      write: (line) => {
        lines += line;
      },
    }),
  );
  return lines;
}

it('hides secrets and what people wrote, wherever they are passed', () => {
  const lines = logged((log) => {
    log.info({ password: 'hunter2', request: { token: 'hunter2', body: 'hunter2' } }, 'signing in');
    log.info({ message: { id: 'msg_1', body: 'hunter2' }, apiKey: 'hunter2' }, 'received');
    log.info({ engine: { access: { model: 'm', key: 'hunter2' } } }, 'asking a model');
    log.info({ config: { secretKey: 'hunter2', model: { key: 'hunter2' } } }, 'starting');
    log.info({ request: { headers: { cookie: 'hunter2', authorization: 'hunter2' } } }, 'asked');
  });
  expect(lines).not.toContain('hunter2');
  expect(lines).toContain('msg_1');
});

it('tells an error with its cause and its stack, without the data that PostgreSQL quotes', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(ada@example.com) already exists.',
  });
  const lines = logged((log) => log.error({ err: new Error('not invited', { cause }) }, 'failed'));
  const { err } = JSON.parse(lines) as { err: { message: string; cause: { code: string } } };
  expect(err).toMatchObject({ message: 'not invited', cause: { code: '23505' } });
  expect(lines).not.toContain('ada@example.com');
});

it('writes short lines for a person', () => {
  const line = logged((log) => log.warn({ port: 3000 }, 'listening'), true);
  const plain = line.replaceAll(/\u001b\[\d+m/g, '');
  expect(plain).toMatch(/^\d\d:\d\d:\d\d warn {2}listening port=3000\n$/);
});
