import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { passwordResetWaysQuery } from '../api/notifications.ts';
import { AskPasswordLink } from './ask-password-link.tsx';
import { DoorLayout } from './door-layout.tsx';

/** A link by mail where Baton can send mail; else, and besides, somebody who knows you. */
export function ForgotPasswordScreen() {
  const { data } = useQuery(passwordResetWaysQuery);
  const byMail = data?.byMail ?? false;
  return (
    <DoorLayout
      title="Forgot your password?"
      lead={
        byMail
          ? 'We send you a link that sets a new one.'
          : 'Somebody who knows you lets you back in, with a link that sets a new one.'
      }
    >
      {byMail && (
        <div className="mb-10">
          <AskPasswordLink />
        </div>
      )}
      <ol className="flex flex-col gap-5 text-pretty">
        <li>
          <h2 className="font-semibold">
            {byMail ? 'No mail? Ask an owner or admin' : 'Ask an owner or admin of your workspace'}
          </h2>
          <p className="mt-1 text-ink-soft">
            Under Settings, Teammates they open the menu beside your name and choose “New password
            link”. They send you the link; it works once, for a day.
          </p>
        </li>
        <li>
          <h2 className="font-semibold">Nobody there who can?</h2>
          <p className="mt-1 text-ink-soft">Whoever runs the server makes one in its terminal:</p>
          <code className="mt-2 block rounded-md bg-sunken px-3 py-2 font-mono text-small break-all">
            npx baton reset-password you@company.example
          </code>
        </li>
      </ol>
      <p className="mt-8">
        <Link to="/sign-in" className="font-medium text-accent-text underline underline-offset-2">
          Back to signing in
        </Link>
      </p>
    </DoorLayout>
  );
}
