/**
 * Notifications: who must be told by mail, because no screen of theirs is open?
 *
 *   sweep()   whose customers have waited long enough ─► a mail and its job, once for each wait
 *   jobs      look again, write, send; a mail server that is away is asked again later
 *
 * The invariant: of each wait a teammate is told once, however many servers run and however often the
 * mail server fails; and never of what somebody has taken care of before the mail leaves. Without a mail
 * server (BATON_SMTP_URL) all of it is off, and says so.
 */
import type { MailRules, MailWhen, NotificationsView, Teammate } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log.ts';
import type { MailEnd } from './core/whom-to-tell.ts';
import { settingsUrl, writeTestMail } from './core/write-mail.ts';
import { forgetOldMails } from './forget-old-mails.ts';
import type { Outgoing } from './mailer.ts';
import { createPasswordMails, PASSWORD_MAIL, type PasswordLinks } from './password-mails.ts';
import { readSettings, type Whose, writeRules, writeWhen } from './settings-store.ts';
import { createWaitingMails, WAITING_MAIL } from './waiting-mails.ts';

export { type MailConfig, openMailer, openOutgoing, type OutgoingMail } from './mailer.ts';
export type { MailEnd } from './core/whom-to-tell.ts';

/** What a mail is about. */
export type MailAbout = 'waiting' | 'password';

export type MailEnded = (about: MailAbout, end: MailEnd) => void;

export interface TestMailRefused {
  kind: 'refused';
  code: 'conflict';
  detail: string;
}

export interface Notifications {
  /** Whether this installation can send mail. */
  available: boolean;
  of(whose: Whose): Promise<NotificationsView>;
  setWhen(whose: Whose, when: MailWhen): Promise<NotificationsView>;
  setRules(whose: Whose, rules: MailRules): Promise<NotificationsView>;
  /** A mail to oneself, now. */
  test(teammate: Teammate): Promise<{ kind: 'sent' } | TestMailRefused>;
  /** Sends a link to whoever has this address, if anybody has it. Comes back at once. */
  passwordForgotten(email: string): void;
  /** Makes mails for those who are to be told; how many. Safe on several servers at once. */
  sweep(limit: number): Promise<number>;
  forgetOld(): Promise<void>;
  jobs: JobHandlers;
}

export interface NotificationsDependencies {
  database: Database;
  clock: Clock;
  newId: (prefix: string) => string;
  /** Null: mail is off. */
  outgoing: Outgoing | null;
  links: PasswordLinks;
  wakeJobs: () => void;
  /** Told how each mail ended. */
  ended?: MailEnded | undefined;
  log: Log;
}

const OFF = 'This Baton sends no mail: whoever runs it has not set BATON_SMTP_URL.';

export function createNotifications(dependencies: NotificationsDependencies): Notifications {
  const { database, outgoing } = dependencies;
  const available = outgoing !== null;

  const view = async (whose: Whose): Promise<NotificationsView> => ({
    available,
    ...(await readSettings(database, whose)),
  });

  return {
    available,
    of: view,
    async setWhen(whose, when) {
      await writeWhen(database, whose, when);
      return view(whose);
    },
    async setRules(whose, rules) {
      const { workspaceId } = whose;
      await database.transaction(async (tx) => {
        await writeRules(tx, workspaceId, rules);
        await recordAudit(tx, { workspaceId, kind: 'mailRulesChanged', details: { ...rules } });
      });
      return view(whose);
    },
    ...(outgoing === null ? off() : on(dependencies, outgoing)),
  };
}

type Sending = Pick<Notifications, 'test' | 'passwordForgotten' | 'sweep' | 'forgetOld' | 'jobs'>;

function off(): Sending {
  return {
    test: async () => ({ kind: 'refused', code: 'conflict', detail: OFF }),
    passwordForgotten() {},
    sweep: async () => 0,
    forgetOld: async () => {},
    jobs: {},
  };
}

function on(
  { ended = () => {}, clock, ...dependencies }: NotificationsDependencies,
  outgoing: Outgoing,
): Sending {
  const { database, newId, wakeJobs } = dependencies;
  const { mailer, publicUrl } = outgoing;
  const parts = { ...dependencies, ...outgoing };
  const waiting = createWaitingMails({ ...parts, ended: (end) => ended('waiting', end) });
  const passwords = createPasswordMails({
    ...parts,
    now: () => clock.now(),
    ended: (end) => ended('password', end),
  });
  return {
    async test({ name, email }) {
      const posted = await mailer.send({
        ...writeTestMail(name, publicUrl),
        to: { name, address: email },
        id: newId('mal'),
        settings: settingsUrl(publicUrl),
      });
      if (posted.outcome === 'sent') return { kind: 'sent' };
      return { kind: 'refused', code: 'conflict', detail: posted.words };
    },
    passwordForgotten: passwords.asked,
    async sweep(limit) {
      const made = await waiting.sweep(limit);
      if (made > 0) wakeJobs();
      return made;
    },
    forgetOld: () => forgetOldMails(database, WAITING_MAIL),
    jobs: { [WAITING_MAIL]: waiting.deliver, [PASSWORD_MAIL]: passwords.deliver },
  };
}
