/** What other people's mail servers do that no protocol foresees. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { openMailer } from './mailer.ts';

it('a mail server that greets for ever, byte by byte, is left when the time is up', async () => {
  let gone = (): void => {};
  const left = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const server = createServer((socket) => {
    socket.write('220-');
    const drip = setInterval(() => socket.write('.'), 10);
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(drip);
      gone();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const from = { name: 'Baton', address: 'baton@lumen.example' };
  const mailer = openMailer(
    { host: '127.0.0.1', port, secure: false, user: null, password: null, from },
    300,
  );
  const letter = { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>', settings: null };
  const to = { name: 'Ana', address: 'ana@lumen.example' };
  const posted = await mailer.send({ ...letter, to, id: 'mal_1' });
  expect(posted).toEqual({ outcome: 'failed', words: 'The mail server: it takes too long.' });
  await left;
  server.close();
});
