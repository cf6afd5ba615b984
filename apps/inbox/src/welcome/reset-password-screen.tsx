import type { PasswordResetOffer } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { inWords, problemCode } from '../api/request.ts';
import { lookAtPasswordLink, setPasswordByLink } from '../api/signing-in.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { DoorLayout } from './door-layout.tsx';
import { NewPasswordField } from './password-field.tsx';
import { FormSkeleton } from './set-up-screen.tsx';
import { usePersonForm } from './use-person-form.ts';

/** The link of somebody who forgot the password. Its token stands behind the "#": in no server's log. */
export function ResetPasswordScreen() {
  const token = useLocation({ select: ({ hash }) => hash });
  const offer = useQuery({
    queryKey: ['password-link', token],
    queryFn: () => lookAtPasswordLink(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <DoorLayout
        title="Your new password is set"
        lead="You are signed out everywhere. Sign in with the new one."
      >
        <ToSignIn />
      </DoorLayout>
    );
  }
  if (offer.isError) {
    const unreachable = problemCode(offer.error) === 'unreachable';
    return (
      <DoorLayout
        title={unreachable ? 'Baton cannot be reached' : 'This link does not work'}
        lead={inWords(offer.error)}
      >
        <div className="flex flex-col items-start gap-4">
          {unreachable ? (
            <Button look="primary" size="large" onClick={() => void offer.refetch()}>
              Try again
            </Button>
          ) : (
            <>
              <Link
                to="/forgot-password"
                className="font-medium text-accent-text underline underline-offset-2"
              >
                How to get a new link
              </Link>
              <ToSignIn />
            </>
          )}
        </div>
      </DoorLayout>
    );
  }
  return (
    <DoorLayout
      title="Choose a new password"
      lead={offer.data && `${offer.data.name}, this is for ${offer.data.workspaceName}.`}
    >
      {offer.data ? (
        <ResetForm token={token} offer={offer.data} onDone={() => setDone(true)} />
      ) : (
        <FormSkeleton />
      )}
    </DoorLayout>
  );
}

function ResetForm({
  token,
  offer,
  onDone,
}: {
  token: string;
  offer: PasswordResetOffer;
  onDone: () => void;
}) {
  const form = usePersonForm({ password: '' }, async ({ password }) => {
    await setPasswordByLink({ token, password });
    onDone();
  });
  return (
    <form noValidate onSubmit={form.submit} className="flex flex-col gap-5">
      {/* Read only: password managers see whose it is. */}
      <TextField label="Email" type="email" autoComplete="username" readOnly value={offer.email} />
      <NewPasswordField
        label="New password"
        value={form.values.password}
        onChange={form.set('password')}
        error={form.errorOf('password')}
      />
      {form.problem && <Notice kind="danger">{form.problem}</Notice>}
      <Button look="primary" size="large" type="submit" busy={form.busy}>
        Set the password
      </Button>
    </form>
  );
}

function ToSignIn() {
  return (
    <Link to="/sign-in" className="font-medium text-accent-text underline underline-offset-2">
      Sign in
    </Link>
  );
}
