/** A link must do to connections what it says: a fault that does nothing proves nothing. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Link, openLink } from './link.ts';

let echo: Server;
let link: Link;
let served: Socket[];

beforeEach(async () => {
  served = [];
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    served.push(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => socket.write(data));
    socket.on('end', () => socket.end('bye'));
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  link = await openLink({ host: '127.0.0.1', port: (echo.address() as { port: number }).port });
});
afterEach(() => {
  link.close();
  for (const socket of served) socket.destroy();
  echo.close();
});

async function client() {
  const socket = connect({ port: link.port, host: '127.0.0.1', allowHalfOpen: true });
  let heard = '';
  let closed = false;
  socket.on('data', (data) => (heard += String(data)));
  socket.on('error', () => {});
  socket.on('close', () => (closed = true));
  socket.write('hello');
  await expect.poll(() => heard).toBe('hello');
  return { socket, heard: () => heard, closed: () => closed };
}

/** A few turns of the event loop: on loopback, time for what must not come to come. */
async function meanwhile(): Promise<void> {
  for (let n = 0; n < 20; n++) await new Promise((done) => setImmediate(done));
}

test('a cut ends what is open and refuses what is new, until it is healed', async () => {
  const one = await client();
  link.trouble('cut');
  await expect.poll(one.closed).toBe(true);
  const refused = connect(link.port, '127.0.0.1');
  refused.on('error', () => {});
  await new Promise((done) => refused.on('close', done));
  link.heal();
  await client();
});

test('a link that hangs closes nothing, and passes everything on when it is healed', async () => {
  const one = await client();
  link.trouble('hang');
  one.socket.write(' still');
  one.socket.write(' there?');
  await meanwhile();
  expect(one.heard()).toBe('hello');
  expect(one.closed()).toBe(false);
  link.heal();
  await expect.poll(one.heard).toBe('hello still there?');
});

test('who leaves a link that hangs is gone for the other end once it is healed', async () => {
  const one = await client();
  link.trouble('hang');
  one.socket.destroy();
  await meanwhile();
  expect(served[0]?.destroyed).toBe(false);
  link.heal();
  await expect.poll(() => served[0]?.destroyed).toBe(true);
});

test('a delay keeps the order, also of what is sent after it', async () => {
  const one = await client();
  link.trouble('delay', 60);
  for (let n = 0; n < 5; n++) one.socket.write(String(n));
  link.heal();
  one.socket.write('last');
  await expect.poll(one.heard).toBe('hello01234last');
});

test('a half-closed connection still brings what the server has to say', async () => {
  const one = await client();
  link.trouble('half-close');
  await expect.poll(one.heard).toBe('hellobye');
});

test('in a black hole a connection neither speaks nor ends; new ones are well', async () => {
  const one = await client();
  link.trouble('black hole');
  link.heal();
  one.socket.write('anybody?');
  one.socket.end();
  await client();
  expect(one.heard()).toBe('hello');
  expect(served[0]?.readableEnded).toBe(false);
});
