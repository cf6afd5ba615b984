/** The mail server: does it answer, and does it let us in? No mail is sent. */
import { type MailConfig, openMailer } from '@baton/server';
import { type Finding, fail, ok } from './finding.ts';

export async function mail(config: MailConfig | null): Promise<Finding> {
  const about = 'mail';
  if (config === null) {
    return ok(
      about,
      'off: teammates hear of waiting customers in open inboxes only (BATON_SMTP_URL)',
    );
  }
  const where = `${config.host}:${config.port}`;
  const trouble = await openMailer(config).check();
  return trouble === null
    ? ok(about, `${where} ${config.user === null ? 'answers' : 'lets us in'}`)
    : fail(
        about,
        `${where} takes no mail. ${trouble}`,
        'Correct BATON_SMTP_URL: smtp:// with STARTTLS, on port 587 as a rule; smtps:// with TLS from the start, on 465. Special characters of user and password are written as in an address (@ is %40).',
      );
}
