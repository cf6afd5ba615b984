import { Notice } from '../../design/notice.tsx';

/** Why there is no mail, and who turns it on. */
export function MailIsOff() {
  return (
    <Notice kind="info">
      Baton cannot send mail yet. Whoever runs the server sets <code>BATON_SMTP_URL</code> and{' '}
      <code>BATON_MAIL_FROM</code>, and starts it again.
    </Notice>
  );
}
