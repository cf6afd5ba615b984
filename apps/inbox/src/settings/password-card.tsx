import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, inWords, problemCode } from '../api/request.ts';
import { changePassword } from '../api/session.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { say } from '../design/toasts.ts';
import { NewPasswordField } from '../welcome/password-field.tsx';
import { SHORTEST_PASSWORD } from '../welcome/password-strength.ts';
import { SettingsCard } from './settings-card.tsx';

export function PasswordCard() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const saving = useMutation({
    mutationFn: () => changePassword({ current, next }),
    onSuccess() {
      setCurrent('');
      setNext('');
      say('Your password is changed. Other computers are signed out.');
    },
  });
  const wrong = problemCode(saving.error) === 'wrong_credentials';
  const errors = fieldErrors(saving.error);
  const other = saving.error && !wrong && !errors['next'] ? inWords(saving.error) : null;
  return (
    <SettingsCard title="Password" lead="Changing it signs you out everywhere else.">
      <form
        className="flex max-w-100 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          value={current}
          error={wrong ? inWords(saving.error) : null}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <NewPasswordField
          label="New password"
          name="next"
          value={next}
          onChange={setNext}
          error={errors['next']}
        />
        {other && <Notice kind="danger">{other}</Notice>}
        <Button
          type="submit"
          busy={saving.isPending}
          disabled={current === '' || next.length < SHORTEST_PASSWORD}
          className="self-start"
        >
          Change password
        </Button>
      </form>
    </SettingsCard>
  );
}
