import { PASSWORD_RESET_HOURS } from '@baton/protocol';
import { useState } from 'react';
import { askPasswordLink } from '../api/notifications.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { usePersonForm } from './use-person-form.ts';

/** A link by mail. Nobody learns here whether an address is known. */
export function AskPasswordLink() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = usePersonForm({ email: '' }, async ({ email }) => {
    await askPasswordLink(email.trim());
    setSentTo(email.trim());
  });
  if (sentTo !== null) {
    return (
      <Notice kind="good">
        If {sentTo} belongs to a teammate here, a link is on its way. It works once, for{' '}
        {PASSWORD_RESET_HOURS} hours. Nothing there after a few minutes? Look among the spam.
      </Notice>
    );
  }
  return (
    <form noValidate onSubmit={form.submit} className="flex flex-col gap-5">
      <TextField
        label="Email"
        type="email"
        name="email"
        autoComplete="username"
        value={form.values.email}
        error={form.errorOf('email')}
        onChange={(event) => form.set('email')(event.target.value)}
      />
      {form.problem && <Notice kind="danger">{form.problem}</Notice>}
      <Button look="primary" size="large" type="submit" busy={form.busy}>
        Send me a link
      </Button>
    </form>
  );
}
