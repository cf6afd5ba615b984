/**
 * Many clients in one process, as cheap as they can be, so that what is measured is the server:
 * plain TCP sockets that speak just enough WebSocket to open, say hello, count what arrives and
 * answer pings.
 */
import { connect, type Socket } from 'node:net';
import { readFrames } from './wire.ts';

export interface CrowdOptions {
  port: number;
  path: string;
  /** Said by each after opening; `#` becomes the socket's number. */
  hello: object;
  headers?: Readonly<Record<string, string>>;
  /** Text frames after which a socket is in, and the next may come. */
  greeting: number;
}

export type Ask = { open: number } & CrowdOptions;
export type Told = { frames: number; sockets: number };

/** How many come in at the same time. */
const AT_A_TIME = 20;
const TELL_EVERY_MS = 10;

beCrowd();

function beCrowd(): void {
  const sockets: Socket[] = [];
  const told: Told = { frames: 0, sockets: 0 };
  let dirty = false;
  setInterval(() => {
    if (dirty && process.connected) process.send?.(told);
    dirty = false;
  }, TELL_EVERY_MS);
  process.on('disconnect', () => process.exit(0));
  process.on('message', (ask: Ask) => {
    let left = ask.open;
    const next = (): void => {
      if (left === 0) return;
      left -= 1;
      openOne(ask, sockets.length + left, {
        opened: (socket) => {
          sockets.push(socket);
          told.sockets += 1;
          dirty = true;
          next();
        },
        frame: () => {
          told.frames += 1;
          dirty = true;
        },
      });
    };
    for (let n = 0; n < AT_A_TIME; n += 1) next();
  });
}

function openOne(
  { port, path, hello, headers = {}, greeting }: Ask,
  number: number,
  on: { opened(socket: Socket): void; frame(): void },
): void {
  // An address allows some 28,000 ports towards one server; loopback has many addresses.
  const localAddress = `127.0.0.${2 + (number % 4)}`;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  const extra = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\n` +
      'Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
      'Sec-WebSocket-Version: 13\r\nOrigin: https://shop.example\r\n' +
      'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36\r\n' +
      'Accept-Language: en-GB,en;q=0.9\r\nCache-Control: no-cache\r\nPragma: no-cache\r\n' +
      `Accept-Encoding: gzip, deflate, br\r\n${extra.join('')}\r\n`,
  );
  let open = false;
  let heard = 0;
  let rest: Buffer | null = null;
  socket.on('data', (data) => {
    let bytes = rest === null ? data : Buffer.concat([rest, data]);
    if (!open) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) {
        rest = bytes;
        return;
      }
      if (!bytes.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101')))
        throw new Error(bytes.subarray(0, end).toString());
      open = true;
      socket.write(masked(JSON.stringify(hello).replace('#', String(number))));
      if (greeting === 0) on.opened(socket);
      bytes = bytes.subarray(end + 4);
    }
    const read = readFrames(bytes, (opcode, from, to) => {
      if (opcode === 1) {
        heard += 1;
        if (heard === greeting) on.opened(socket);
        on.frame();
      }
      if (opcode === 9) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]));
      if (opcode === 8)
        throw new Error(
          `a socket was closed: ${bytes.readUInt16BE(from)} ${bytes.toString('utf8', from + 2, to)}`,
        );
    });
    rest = read === bytes.length ? null : Buffer.from(bytes.subarray(read));
  });
  socket.on('error', (error) => {
    throw error;
  });
}

/** A client's text frame below 126 bytes or below 64 kB; masked with zeros. */
function masked(text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126
      ? [0x81, 0x80 | payload.length]
      : [0x81, 0xfe, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}
