/** What other processes of an installation say, by PostgreSQL's notifications or by a Redis. */
import { createServer, type Socket } from 'node:net';
import { bytesOf, promise, rawText, type Target, textOf } from '../engine/target.ts';

const WORKSPACE = `wsp_${'0'.repeat(26)}`;
const CONVERSATION = `cnv_${'0'.repeat(26)}`;
const CONTACT = `con_${'0'.repeat(26)}`;
const TEAMMATE = `tmt_${'0'.repeat(26)}`;

const whisper = (said: object): Uint8Array =>
  bytesOf(JSON.stringify({ workspaceId: WORKSPACE, from: 'prc_1', n: 1, ...said }));
const typing = { kind: 'typing', conversationId: CONVERSATION, contactId: CONTACT, typing: true };
const preview = {
  type: 'draft',
  conversationId: CONVERSATION,
  turn: 1,
  text: 'Thirty days.',
  sources: [{ documentId: `doc_${'0'.repeat(26)}`, title: 'Returns', url: null }],
  withdrawn: false,
};

export const processTargets: readonly Target[] = [
  {
    name: 'whispers',
    about: 'what other processes say of who types, who is there and how far an answer is written',
    seeds: () => [
      whisper({ ...typing, teammate: { id: TEAMMATE, name: 'Ana' } }),
      whisper({ ...typing, teammate: null }),
      whisper({
        kind: 'presence',
        processId: 'prc_1',
        present: [{ teammateId: TEAMMATE, viewing: CONVERSATION }],
      }),
      whisper({ kind: 'sessionsEnded', of: TEAMMATE }),
      whisper({ kind: 'sessionsEnded', of: `agt_${'0'.repeat(26)}` }),
      whisper({ kind: 'preview', contactId: CONTACT, preview }),
      bytesOf('prc_1'),
      bytesOf(''),
    ],
    words: [
      '"kind":"typing"',
      '"kind":"presence"',
      '"kind":"preview"',
      '"kind":"sessionsEnded"',
      '"present":[null]',
      '"from":',
      '"n":',
      '\n',
      WORKSPACE,
      CONVERSATION,
      CONTACT,
      TEAMMATE,
    ],
    covers: /\/modules\/realtime\/|\/protocol\/src\/(?:live|contact-view)/,
    open: async () => {
      const { InboxFrame, WidgetFrame } = await import('@baton/protocol');
      const { Rooms } = await import('../../../apps/server/src/modules/realtime/rooms.ts');
      const { openWhispers } = await import(
        '../../../apps/server/src/modules/realtime/whispers.ts'
      );
      const { createLog } = await import('../../../apps/server/src/platform/log.ts');
      let surprise: string | null = null;
      const log = createLog({
        level: 'warn',
        pretty: false,
        write: (line) => {
          surprise = line;
        },
      });
      const rooms = new Rooms({
        clock: { now: () => new Date(0) },
        log,
        processId: 'prc_fuzz',
        countsOf: async () => ({ waiting: 0, mine: 0, ai: 0, open: 0 }),
        contactOf: async () => null,
      });
      // It would say every fifteen seconds who is here.
      rooms.close();
      let say: (payload: string) => void = () => undefined;
      await openWhispers({
        fanOut: {
          send: () => undefined,
          listen: async (_channel, hear) => {
            say = hear;
            return async () => undefined;
          },
          broker: () => null,
          close: async () => undefined,
        },
        processId: 'prc_fuzz',
        hear: (heard) => rooms.hear(heard),
        log,
      });
      const shown = { inbox: [] as string[], widget: [] as string[] };
      const seat = (screen: keyof typeof shown) => ({
        sendFramed: (frame: { toString(): string }) => void shown[screen].push(frame.toString()),
        recheck: () => undefined,
      });
      rooms.sitInbox({
        workspaceId: WORKSPACE,
        teammateId: TEAMMATE,
        name: 'Ana',
        viewing: CONVERSATION,
        client: seat('inbox'),
      } as never);
      rooms.sitWidget({
        workspaceId: WORKSPACE,
        contactId: CONTACT,
        client: seat('widget'),
      } as never);
      return (input) => {
        surprise = null;
        shown.inbox = [];
        shown.widget = [];
        for (const line of textOf(input).split('\n')) say(line);
        promise(
          surprise === null || /"name":"SyntaxError"/.test(surprise),
          `no surprise: ${String(surprise).slice(0, 600)}`,
        );
        for (const frame of shown.inbox)
          promise(InboxFrame.safeParse(sentIn(frame)).success, 'an inbox hears frames as agreed');
        for (const frame of shown.widget)
          promise(WidgetFrame.safeParse(sentIn(frame)).success, 'a widget hears frames as agreed');
        promise(typeof rooms.anybodyIn(WORKSPACE) === 'boolean', 'who is here can be told');
      };
    },
  },
  {
    name: 'broker-wire',
    about: 'bytes that a Redis, or what stands in its place, answers',
    seeds: () =>
      [
        '>3\r\n$7\r\nmessage\r\n$1\r\na\r\n$5\r\nhello\r\n',
        '>3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n+PONG\r\n',
        '-ERR no\r\n',
        '%1\r\n+a\r\n:1\r\n',
        '$-1\r\n*-1\r\n_\r\n',
      ].map(bytesOf),
    words: [
      '\r\n',
      '>3\r\n',
      '>-1\r\n',
      '$7\r\nmessage\r\n',
      '$1\r\na\r\n',
      '*1000000000\r\n',
      '$99999999999\r\n',
      '%2\r\n',
      '~2\r\n',
      '(123\r\n',
      ',inf\r\n',
      '=7\r\ntxt:abc\r\n',
      '|1\r\n',
      '#t\r\n',
      '!3\r\nERR\r\n',
    ],
    covers: /\/fan-out\/|@redis\/client\/dist\/lib\/RESP\//,
    // A connection each.
    share: 0.01,
    open: async () => {
      const { openRedisLink } = await import(
        '../../../apps/server/src/platform/fan-out/redis-link.ts'
      );
      const { silentLog } = await import('../../../apps/server/src/platform/log.ts');
      let bytes: Uint8Array = new Uint8Array();
      const server = createServer((socket) => greet(socket, () => bytes));
      server.unref();
      await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as { port: number };
      return async (input) => {
        bytes = input;
        let down: () => void = () => undefined;
        const ended = new Promise<void>((resolve) => {
          down = resolve;
        });
        const link = await openRedisLink({
          url: `redis://127.0.0.1:${port}`,
          channels: ['a', 'b'],
          hear: (channel, payload) =>
            promise(
              typeof channel === 'string' && typeof payload === 'string',
              'what is heard is text',
            ),
          changed: (up) => {
            if (!up) down();
          },
          log: silentLog(),
          pulseMs: 200,
        });
        if (link.up()) await ended;
        promise(!link.up(), 'who was hung up on is down');
        await link.close();
      };
    },
  },
];

/** Subscribes whoever comes, as a Redis does; then says these bytes, and hangs up. */
function greet(socket: Socket, bytes: () => Uint8Array): void {
  let heard = '';
  let said = false;
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    heard += rawText(data);
    if (said) return;
    const commands = heard.split(/(?=\*\d+\r\n)/).filter((each) => each.endsWith('\r\n'));
    heard = '';
    for (const command of commands) {
      if (!/\nSUBSCRIBE\r/i.test(command)) {
        socket.write(/\nHELLO\r/i.test(command) ? '%1\r\n+proto\r\n:3\r\n' : '+OK\r\n');
        continue;
      }
      said = true;
      socket.write(
        ['a', 'b']
          .map((name, n) => `>3\r\n$9\r\nsubscribe\r\n$1\r\n${name}\r\n:${n + 1}\r\n`)
          .join(''),
      );
      // In a turn of its own: who is subscribed hears it.
      setTimeout(() => socket.end(bytes()), 1).unref();
    }
  });
}

/** The text of an unmasked frame; of a JSON, as it is. */
function sentIn(frame: string): unknown {
  try {
    return JSON.parse(frame.slice(frame.indexOf('{')));
  } catch {
    return undefined;
  }
}
