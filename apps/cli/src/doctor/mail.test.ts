import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '@baton/server';
import { afterEach, expect, test } from 'vitest';
import { mail } from './mail.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** As much of a mail server as a login needs. */
async function mailServer(login: '235 Welcome' | '535 No'): Promise<number> {
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('220 mail.test\r\n');
    socket.on('data', (data) => {
      for (const line of String(data).split('\r\n').filter(Boolean)) {
        if (line.startsWith('EHLO')) socket.write('250-mail.test\r\n250 AUTH PLAIN\r\n');
        else if (line.startsWith('AUTH')) socket.write(`${login}\r\n`);
        else socket.write('221 Bye\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const looked = (url: string) =>
  mail(
    loadConfig({
      BATON_SMTP_URL: url,
      BATON_MAIL_FROM: 'baton@lumen.example',
      BATON_PUBLIC_URL: 'https://support.example',
    }).mail,
  );

test('without a mail server nothing is wrong, and what is off is said', async () => {
  expect(await mail(null)).toMatchObject({
    level: 'ok',
    found: expect.stringContaining('BATON_SMTP_URL'),
  });
});

test('a mail server that lets us in is fine', async () => {
  const port = await mailServer('235 Welcome');
  expect(await looked(`smtp://ana:secret@127.0.0.1:${port}`)).toEqual({
    about: 'mail',
    level: 'ok',
    found: `127.0.0.1:${port} lets us in`,
  });
});

test('one that does not, or that is not there, is told with what to do, and without the password', async () => {
  const port = await mailServer('535 No');
  const refused = await looked(`smtp://ana:hunter2@127.0.0.1:${port}`);
  expect(refused).toMatchObject({
    level: 'fail',
    found: expect.stringContaining('user and password'),
  });
  server?.close();
  const gone = await looked('smtp://ana:hunter2@127.0.0.1:1');
  expect(gone).toMatchObject({
    level: 'fail',
    found: expect.stringContaining('cannot be reached'),
  });
  expect(JSON.stringify([refused, gone])).not.toContain('hunter2');
});
