/** A mail server that keeps what it is given, or does not: what other people's servers do, on demand. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';

export interface TakenMail {
  from: string;
  to: string[];
  /** As it came over the line, but for the breaks in long lines. */
  raw: string;
}

export interface TestMailServer {
  port: number;
  taken: TakenMail[];
  /** From now on: takes mail, refuses the mailbox for good, or has no time now. */
  mood: 'takes' | 'refuses' | 'busy';
  /** How often somebody tried to hand in a mail. */
  tried: number;
  close(): Promise<void>;
}

export async function startMailServer(at: { port?: number; user?: string } = {}) {
  const state: TestMailServer = {
    port: 0,
    taken: [],
    mood: 'takes',
    tried: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = new SMTPServer({
    authOptional: at.user === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username }, _session, done) {
      if (username === at.user) done(null, { user: username });
      else done(new Error('no such user'));
    },
    onRcptTo({ address }, _session, done) {
      state.tried += 1;
      if (state.mood === 'takes') return done();
      const [code, words] = state.mood === 'refuses' ? [550, 'No such mailbox'] : [451, 'Not now'];
      // As mail servers do, it says whose.
      done(Object.assign(new Error(`<${address}>: ${words}`), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => {
        raw += part;
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        state.taken.push({
          from,
          to: rcptTo.map(({ address }: SMTPServerAddress) => address),
          raw: unbroken(raw),
        });
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(at.port ?? 0, '127.0.0.1', resolve));
  state.port = (server.server.address() as AddressInfo).port;
  return state;
}

/** Quoted-printable breaks at 76 characters, and headers fold. */
const unbroken = (raw: string): string => raw.replace(/=\r\n/g, '').replace(/\r\n[ \t]/g, ' ');
