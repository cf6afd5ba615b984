import type { Session, SignInStep } from '@baton/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery, useSetSession } from '../api/session.ts';
import { signIn } from '../api/signing-in.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { DoorLayout } from './door-layout.tsx';
import { SecondStep } from './second-step.tsx';
import { usePersonForm } from './use-person-form.ts';

export function SignInScreen() {
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const queryClient = useQueryClient();
  const setSession = useSetSession();
  const [step, setStep] = useState<SignInStep['step'] | null>(null);
  const enter = (session: Session) => {
    queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
    setSession(session);
    // Only back into Baton: an address of another site is not followed.
    router.history.push(next?.startsWith('/') && !next.startsWith('//') ? next : '/');
  };
  const form = usePersonForm({ email: '', secret: '' }, async ({ email, secret }) => {
    const answer = await signIn({ email: email.trim(), password: secret });
    if ('step' in answer) setStep(answer.step);
    else enter(answer);
  });
  if (step !== null) {
    return (
      <SecondStep
        step={step}
        onSignedIn={enter}
        onStartAgain={() => {
          form.set('secret')('');
          setStep(null);
        }}
      />
    );
  }
  return (
    <DoorLayout title="Sign in" lead={next ? 'Then you go on where you were.' : undefined}>
      <form noValidate onSubmit={form.submit} className="flex flex-col gap-5">
        <TextField
          label="Email"
          type="email"
          name="email"
          autoComplete="username"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this form
          autoFocus
          value={form.values.email}
          error={form.errorOf('email')}
          onChange={(event) => form.set('email')(event.target.value)}
        />
        <TextField
          label="Password"
          aside={
            <Link
              to="/forgot-password"
              className="text-small font-medium text-accent-text underline underline-offset-2"
            >
              Forgot your password?
            </Link>
          }
          type="password"
          name="secret"
          autoComplete="current-password"
          value={form.values.secret}
          onChange={(event) => form.set('secret')(event.target.value)}
        />
        {form.problem && <Notice kind="danger">{form.problem}</Notice>}
        <Button look="primary" size="large" type="submit" busy={form.busy}>
          Sign in
        </Button>
      </form>
      <p className="mt-8 text-small text-ink-soft">
        No account yet? Ask your team for an invitation link. Setting Baton up for the first time?
        Open the link that it printed in the terminal.
      </p>
    </DoorLayout>
  );
}
