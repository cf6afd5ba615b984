/**
 * "Forgot your password?" where Baton can send mail: the link goes to the mailbox that the account has.
 *
 * Whoever asks learns nothing: the answer comes before anybody looks whether the address is known. The
 * link is made by the job that sends it, so its token is in no table; each try makes a new one. Those of
 * before stay as good as they were, should one have left after all, until one of them is used.
 */
import { PASSWORD_RESET_HOURS } from '@baton/protocol';
import { type Database, inWorkspace } from '../../platform/database/index.ts';
import { enqueueJobs, type JobHandler } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log.ts';
import type { MailEnd } from './core/whom-to-tell.ts';
import { writePasswordMail } from './core/write-mail.ts';
import type { Mailer } from './mailer.ts';
import { MAIL_TIMEOUT_MS } from './waiting-mails.ts';

export const PASSWORD_MAIL = 'notifications.password_mail';
/** Who asked sits there and waits: after some ten seconds they ask again, or somebody else. */
const ATTEMPTS = 5;
/** A link that nobody waits for any more is not sent, as when mail was off meanwhile. */
const WANTED_FOR_MS = 60 * 60_000;

interface Whose {
  workspaceId: string;
  teammateId: string;
}

/** What this module needs of accounts. */
export interface PasswordLinks {
  /** Null: nobody who may sign in has this address. */
  whoHas(email: string): Promise<Whose | null>;
  /** Null: they may not sign in any more. */
  makeForMailbox(
    whose: Whose,
  ): Promise<{ token: string; name: string; email: string; workspaceName: string } | null>;
  /** Once for each time that somebody asked, when its mail has ended: for the audit log. */
  noteMailed(whose: Whose): Promise<void>;
}

export interface PasswordMailParts {
  database: Database;
  newId: (prefix: string) => string;
  now: () => Date;
  publicUrl: string;
  mailer: Mailer;
  links: PasswordLinks;
  wakeJobs: () => void;
  ended: (end: MailEnd) => void;
  log: Log;
}

export function createPasswordMails(parts: PasswordMailParts) {
  const { database, newId, mailer, links, ended, log } = parts;

  /** Comes back at once; what follows is nobody's to see. */
  function asked(email: string): void {
    void enqueue(email).catch((error: unknown) =>
      log.warn({ err: error }, 'a link for a new password could not be sent'),
    );
  }

  async function enqueue(email: string): Promise<void> {
    const whose = await links.whoHas(email);
    if (whose === null) return;
    const { workspaceId, teammateId } = whose;
    await inWorkspace(workspaceId, () =>
      enqueueJobs(database, [
        { kind: PASSWORD_MAIL, key: teammateId, workspaceId, payload: { workspaceId, teammateId } },
      ]),
    );
    parts.wakeJobs();
  }

  const deliver: JobHandler = {
    maxAttempts: ATTEMPTS,
    timeoutMs: MAIL_TIMEOUT_MS,
    async run({ payload, enqueuedAt }) {
      if (parts.now().getTime() - enqueuedAt.getTime() > WANTED_FOR_MS) return;
      const whose = payload as unknown as Whose;
      const made = await links.makeForMailbox(whose);
      if (made === null) return;
      const { token, name, email, workspaceName } = made;
      const posted = await mailer.send({
        ...writePasswordMail({
          teammateName: name,
          workspaceName,
          // Behind the "#" it is in no log of any server.
          link: `${parts.publicUrl}/reset-password#${token}`,
          hours: PASSWORD_RESET_HOURS,
        }),
        to: { name, address: email },
        id: newId('mal'),
        settings: null,
      });
      if (posted.outcome === 'failed') throw new Error(posted.words);
      await finish(whose, posted.outcome);
    },
    // It is written down then, too: a mail server that never said yes may have sent it all the same.
    onExhausted: ({ payload }) => finish(payload as unknown as Whose, 'failed'),
  };

  async function finish(whose: Whose, end: MailEnd): Promise<void> {
    await links.noteMailed(whose);
    ended(end);
  }

  return { asked, deliver };
}
