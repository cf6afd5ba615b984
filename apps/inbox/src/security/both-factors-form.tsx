import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { inWords, problemCode } from '../api/request.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { CodeField } from './code-field.tsx';

/** Password and code once more, for what changes how somebody signs in. */
export function BothFactorsForm({
  action,
  danger = false,
  send,
  onCancel,
}: {
  action: string;
  danger?: boolean;
  send: (both: { password: string; code: string }) => Promise<void>;
  onCancel: () => void;
}) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const sending = useMutation({ mutationFn: () => send({ password, code }) });
  const at = problemCode(sending.error);
  const words = sending.error && inWords(sending.error);
  return (
    <form
      className="flex max-w-100 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <TextField
        label="Your password"
        type="password"
        autoComplete="current-password"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- what was asked for is this form
        autoFocus
        value={password}
        error={at === 'wrong_credentials' ? words : null}
        onChange={(event) => setPassword(event.target.value)}
      />
      <CodeField
        label="Code from your app, or a recovery code"
        value={code}
        error={at === 'wrong_code' ? words : null}
        onChange={setCode}
      />
      {words && at !== 'wrong_credentials' && at !== 'wrong_code' && (
        <Notice kind="danger">{words}</Notice>
      )}
      <div className="flex gap-2">
        <Button
          type="submit"
          look={danger ? 'danger' : 'primary'}
          busy={sending.isPending}
          disabled={password === '' || code.trim().length < 6}
        >
          {action}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
