/**
 * Mails about customers who wait.
 *
 *   sweep    every ten seconds on every server: whoever is to be told gets a mail and its job, in one
 *            transaction. The teammate's row is held, so of three servers one makes it.
 *   deliver  the job: looks again at who waits now, and sends that. Claimed, answered or resolved
 *            meanwhile: nothing. More came while the mail server was away: in the same mail.
 *
 * What is told stands in the database before the mail leaves. Should the process die between the mail
 * server's yes and our note of it, the mail comes twice, with the same Message-ID; never is one lost.
 */
import { type Database, inWorkspace, type Sql } from '../../platform/database/index.ts';
import { enqueueJobs, type JobHandler } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log.ts';
import { type MailEnd, whomToTell } from './core/whom-to-tell.ts';
import { NAMED_AT_MOST, settingsUrl, writeWaitingMail } from './core/write-mail.ts';
import type { Mailer, OutgoingMail } from './mailer.ts';
import {
  dropMail,
  endMail,
  forgetNotices,
  insertMail,
  lockWaitingMail,
  type MailKey,
  writeNotices,
} from './mails-store.ts';
import type { Whose } from './settings-store.ts';
import {
  type Facts,
  findRecipients,
  readFacts,
  readLastWords,
  type StoredWait,
} from './waits-store.ts';

export const WAITING_MAIL = 'notifications.waiting_mail';
/** With the pauses between them some two minutes. Who waits then is told of by another mail. */
const ATTEMPTS = 8;
export const MAIL_TIMEOUT_MS = 60_000;

export interface WaitingMailParts {
  database: Database;
  newId: (prefix: string) => string;
  publicUrl: string;
  mailer: Mailer;
  ended: (end: MailEnd) => void;
  log: Log;
}

export function createWaitingMails(parts: WaitingMailParts) {
  const { database, newId, mailer, ended } = parts;

  async function sweep(limit: number): Promise<number> {
    let made = 0;
    for (const whose of await findRecipients(database, limit)) {
      const { workspaceId, teammateId } = whose;
      try {
        if (await inWorkspace(workspaceId, () => makeMail(whose))) made += 1;
      } catch (error) {
        // What is wrong with one must not keep the mail of those after them.
        parts.log.warn({ err: error, workspaceId, teammateId }, 'a mail could not be made');
      }
    }
    return made;
  }

  const makeMail = (whose: Whose): Promise<boolean> =>
    database.transaction(async (tx) => {
      if (!(await held(tx, whose))) return false;
      const facts = await readFacts(tx, whose, null);
      const waits = facts === null ? [] : toTell(facts);
      const mailId = newId('mal');
      if (waits.length === 0 || !(await insertMail(tx, mailId, whose))) return false;
      await writeNotices(tx, mailId, whose, waits);
      const { workspaceId } = whose;
      await enqueueJobs(tx, [
        { kind: WAITING_MAIL, key: mailId, workspaceId, payload: { workspaceId, mailId } },
      ]);
      return true;
    });

  /** What it says now, written down as told; null when there is nothing left to say. */
  const take = (key: MailKey): Promise<OutgoingMail | null> =>
    database.transaction(async (tx) => {
      const whose = await lockWaitingMail(tx, key);
      if (whose === null) return null;
      const facts = await readFacts(tx, whose, key.mailId);
      const waits = facts === null ? [] : toTell(facts);
      if (facts === null || waits.length === 0) {
        await dropMail(tx, key);
        return null;
      }
      await writeNotices(tx, key.mailId, whose, waits);
      return compose(tx, key, facts, waits);
    });

  async function compose(
    tx: Sql,
    { workspaceId, mailId }: MailKey,
    { name, email, workspaceName, rules, recipient, now }: Facts,
    waits: readonly StoredWait[],
  ): Promise<OutgoingMail> {
    const ids = waits.slice(0, NAMED_AT_MOST).map(({ conversationId }) => conversationId);
    const said = rules.quoteCustomer ? await readLastWords(tx, workspaceId, ids) : null;
    const letter = writeWaitingMail({
      teammateName: name,
      workspaceName,
      waits: waits.map((wait) => ({ ...wait, words: said?.get(wait.conversationId) ?? null })),
      now,
      publicUrl: parts.publicUrl,
      onlyWhileAway: recipient.when === 'away',
    });
    const settings = settingsUrl(parts.publicUrl);
    return { ...letter, to: { name, address: email }, id: mailId, settings };
  }

  const deliver: JobHandler = {
    maxAttempts: ATTEMPTS,
    timeoutMs: MAIL_TIMEOUT_MS,
    async run({ payload }) {
      const key = payload as unknown as MailKey;
      const mail = await take(key);
      if (mail === null) return;
      const posted = await mailer.send(mail);
      if (posted.outcome === 'failed') throw new Error(posted.words);
      await finish(key, posted.outcome);
    },
    async onExhausted({ payload }) {
      await finish(payload as unknown as MailKey, 'failed');
    },
  };

  async function finish(key: MailKey, end: MailEnd): Promise<void> {
    await database.transaction(async (tx) => {
      if ((await lockWaitingMail(tx, key)) === null) return;
      if (end !== 'sent') await forgetNotices(tx, key);
      await endMail(tx, key, end);
    });
    if (end !== 'sent')
      parts.log.warn({ mail: key.mailId, end }, 'a mail to a teammate did not leave');
    ended(end);
  }

  return { sweep, deliver };
}

const toTell = ({ recipient, waits, rules, now }: Facts): StoredWait[] =>
  whomToTell(recipient, waits, rules, now);

/** False: another server is at it, or they are gone. */
async function held(tx: Sql, { workspaceId, teammateId }: Whose): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from teammates where workspace_id = $1 and id = $2 for no key update skip locked`,
    [workspaceId, teammateId],
  );
  return rows.length > 0;
}
