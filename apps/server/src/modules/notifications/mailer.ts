/**
 * Mail, as it leaves: one letter to one person, by the operator's mail server. What that server says is
 * turned into words of ours, since its own often repeat addresses, and these belong in no log.
 */
import { type NodemailerError, createTransport, type SendMailOptions } from 'nodemailer';
import type { Config } from '../../platform/config.ts';
import { oneLine } from './core/one-line.ts';
import type { Letter } from './core/write-mail.ts';

export type MailConfig = NonNullable<Config['mail']>;

export interface OutgoingMail extends Letter {
  to: { name: string; address: string };
  /** The same at every try, so that a mailbox can tell a second copy from a second mail. */
  id: string;
  /** Where mails like this one are turned off; null: there is nothing to turn off. */
  settings: string | null;
}

/** `refused`: this mail to this mailbox, for good. `failed`: not now. */
export type Posted = { outcome: 'sent' } | { outcome: 'refused' | 'failed'; words: string };

export interface Mailer {
  send(mail: OutgoingMail): Promise<Posted>;
  /** Connects and signs in. Null: all is well; else why not. */
  check(): Promise<string | null>;
}

export interface Outgoing {
  mailer: Mailer;
  /** Where links lead. */
  publicUrl: string;
}

/** Null: mail is off. With it on, the settings have seen to it that there is an address. */
export function openOutgoing({
  mail,
  publicUrl,
}: Pick<Config, 'mail' | 'publicUrl'>): Outgoing | null {
  return mail === null || publicUrl === null ? null : { mailer: openMailer(mail), publicUrl };
}

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
/**
 * For a whole mail, less than a job of this module may take: a server that drips a byte now and then is
 * never silent for long, and would hold whoever waits for it.
 */
const DEADLINE_MS = 45_000;

export function openMailer(
  { host, port, secure, user, password, from }: MailConfig,
  deadlineMs = DEADLINE_MS,
): Mailer {
  const here = isLoopback(host);
  const transport = createTransport({
    host,
    port,
    secure,
    ...(user !== null && { auth: { user, pass: password ?? '' } }),
    // A password goes over the network encrypted, or not at all.
    requireTLS: user !== null && !here,
    ignoreTLS: here && !secure,
    // A letter is made of strings; nothing in it is ever a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...PATIENCE,
  });
  return {
    async send(mail) {
      try {
        // The connection is closed when the time is up.
        const signal = AbortSignal.timeout(deadlineMs);
        await transport.sendMail({ ...addressed(mail, from), signal });
        return { outcome: 'sent' };
      } catch (error) {
        return told(error as NodemailerError);
      }
    },
    async check() {
      try {
        await transport.verify();
        return null;
      } catch (error) {
        return inWords(error as NodemailerError);
      }
    },
  };
}

function addressed(mail: OutgoingMail, from: MailConfig['from']): SendMailOptions {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    from: { name: oneLine(from.name, 100), address: from.address },
    to: { name: oneLine(mail.to.name, 100), address: mail.to.address },
    subject: oneLine(mail.subject, 200),
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${domain}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(mail.settings !== null && { 'List-Unsubscribe': `<${mail.settings}>` }),
    },
  };
}

function told(error: NodemailerError): Posted {
  const { responseCode = 0, command = '' } = error;
  const forGood = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return { outcome: forGood ? 'refused' : 'failed', words: inWords(error) };
}

const reasons: Record<string, string> = {
  EDNS: 'its name is not known',
  ECONNECTION: 'it cannot be reached',
  ESOCKET: 'it cannot be reached, or its certificate is not valid',
  ETIMEDOUT: 'it does not answer',
  EABORT: 'it takes too long',
  ETLS: 'it offers no encryption that can be trusted',
  EAUTH: 'it does not accept the user and password of BATON_SMTP_URL',
  ENOAUTH: 'it wants a user and a password in BATON_SMTP_URL',
  EENVELOPE: 'it does not take the sender or the recipient',
  EMESSAGE: 'it does not take the mail',
  EPROTOCOL: 'it does not speak SMTP',
};

function inWords({ code = '', responseCode, command }: NodemailerError): string {
  const reason = reasons[code] ?? 'it does not take mail';
  const said = responseCode === undefined ? '' : ` (${responseCode} to ${command ?? 'CONN'})`;
  return `The mail server: ${reason}${said}.`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
