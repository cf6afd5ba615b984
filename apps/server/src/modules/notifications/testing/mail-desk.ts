/** A support desk with a mail server: two teammates who are away, and as many Batons as a test wants. */
import type { ConversationId } from '@baton/protocol';
import { ana, ben } from '@baton/testkit';
import { newId, silentLog, systemClock } from '../../../platform/index.ts';
import { createJobRunner } from '../../../platform/jobs/index.ts';
import {
  accepted,
  aHandoff,
  type Desk,
  openDesk,
  workspaceId,
} from '../../conversations/testing/desk.ts';
import { createNotifications, type MailAbout, type MailEnd, openMailer } from '../index.ts';
import type { PasswordLinks } from '../password-mails.ts';
import { startMailServer, type TestMailServer } from './mail-server.ts';

export type MailDesk = Awaited<ReturnType<typeof openMailDesk>>;

const noLinks: PasswordLinks = {
  whoHas: async () => null,
  makeForMailbox: async () => null,
  noteMailed: async () => {},
};

export async function openMailDesk(links: PasswordLinks = noLinks) {
  const desk = await openDesk();
  const server = await startMailServer();
  const ends: [MailAbout, MailEnd][] = [];
  const runners: { stop(): Promise<void> }[] = [];

  /** One server of Baton; its jobs run while the desk is open. */
  function aBaton(at: TestMailServer = server) {
    let wake = (): void => {};
    const notifications = createNotifications({
      database: desk.database,
      clock: systemClock,
      newId,
      outgoing: {
        publicUrl: 'https://support.example',
        mailer: openMailer({
          host: '127.0.0.1',
          port: at.port,
          secure: false,
          user: null,
          password: null,
          from: { name: 'Baton', address: 'baton@lumen.example' },
        }),
      },
      links,
      wakeJobs: () => wake(),
      ended: (...end) => void ends.push(end),
      log: silentLog(),
    });
    return {
      notifications,
      /** Until then its jobs wait. */
      work() {
        const runner = createJobRunner({
          database: desk.database,
          handlers: notifications.jobs,
          log: silentLog(),
          pollMs: 50,
          pauseMs: () => 50,
        });
        wake = () => runner.wake();
        runner.start();
        runners.push(runner);
        return runner;
      },
    };
  }

  return {
    ...desk,
    server,
    ends,
    aBaton,
    /** No conversations, no mail, and everybody at home for an hour. */
    async begin() {
      await Promise.all(runners.splice(0).map((runner) => runner.stop()));
      await desk.clear();
      for (const table of ['mails', 'mail_wishes', 'mail_rules', 'teammate_presence'])
        await desk.database.query(`delete from ${table}`);
      await isAway(desk, ana);
      await isAway(desk, ben);
      server.taken.length = 0;
      server.tried = 0;
      server.mood = 'takes';
      ends.length = 0;
    },
    isThere: (teammateId: string) =>
      desk.database.query('update teammate_presence set away_since = null where teammate_id = $1', [
        teammateId,
      ]),
    /** A customer, handed off so many minutes ago. */
    async handedOff(minutes: number): Promise<ConversationId> {
      const { id, turn } = await desk.start();
      accepted(await desk.ask(id, aHandoff(turn)));
      await longAgo(desk, id, minutes);
      return id;
    },
    longAgo: (id: ConversationId, minutes: number) => longAgo(desk, id, minutes),
    /** Whom each mail went to, in order. */
    mailedTo: () => server.taken.flatMap(({ to }) => to).toSorted(),
    async close() {
      await Promise.all(runners.map((runner) => runner.stop()));
      await server.close();
      await desk.close();
    },
  };
}

async function isAway({ database }: Desk, teammateId: string): Promise<void> {
  await database.query(
    `insert into teammate_presence (teammate_id, workspace_id, seen_at, away_since)
     values ($1, $2, now() - interval '1 hour', now() - interval '1 hour')`,
    [teammateId, workspaceId],
  );
}

/** As if it had all happened so long ago. */
async function longAgo({ database }: Desk, id: ConversationId, minutes: number): Promise<void> {
  await database.query(
    `update conversations
     set waiting_since = now() - $2 * interval '1 minute',
         state = jsonb_set(state, '{standing,control,since}', $3)
     where id = $1`,
    [id, minutes, JSON.stringify(new Date(Date.now() - minutes * 60_000).toISOString())],
  );
}
