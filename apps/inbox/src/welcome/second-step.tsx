import type { Session, SignInStep } from '@baton/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inWords } from '../api/request.ts';
import { beginWhileSigningIn, confirmWhileSigningIn, showCode } from '../api/signing-in.ts';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { AppSecret } from '../security/app-secret.tsx';
import { CodeField } from '../security/code-field.tsx';
import { RecoveryCodes } from '../security/recovery-codes.tsx';
import { DoorLayout } from './door-layout.tsx';
import { FormSkeleton } from './set-up-screen.tsx';

type Props = { onSignedIn: (session: Session) => void; onStartAgain: () => void };

/** After the password: a code, or the second factor that the workspace asks for. */
export function SecondStep({ step, ...props }: Props & SignInStep) {
  return step === 'code' ? <ShowCode {...props} /> : <SetUpFactor {...props} />;
}

function ShowCode({ onSignedIn, onStartAgain }: Props) {
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(false);
  const showing = useMutation({ mutationFn: () => showCode(code), onSuccess: onSignedIn });
  return (
    <DoorLayout
      title={recovery ? 'Your recovery code' : 'Your code'}
      lead={
        recovery
          ? 'One of those that you kept when you turned the second factor on. Each works once.'
          : 'Your authenticator app shows six digits for Baton.'
      }
    >
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          showing.mutate();
        }}
      >
        <CodeField
          key={String(recovery)}
          label={recovery ? 'Recovery code' : 'Code from your app'}
          first
          recovery={recovery}
          value={code}
          onChange={setCode}
        />
        {showing.error && <Notice kind="danger">{inWords(showing.error)}</Notice>}
        <Button
          look="primary"
          size="large"
          type="submit"
          busy={showing.isPending}
          disabled={code.trim().length < 6}
        >
          Sign in
        </Button>
      </form>
      <div className="mt-8 flex flex-col items-start gap-3 text-small text-ink-soft">
        <TextButton
          onClick={() => {
            setCode('');
            showing.reset();
            setRecovery(!recovery);
          }}
        >
          {recovery ? 'Use the app instead' : 'Use a recovery code instead'}
        </TextButton>
        <p>
          Neither the phone nor a recovery code? An owner or admin of your workspace can remove your
          second factor under Settings, Teammates.
        </p>
        <TextButton onClick={onStartAgain}>Start again</TextButton>
      </div>
    </DoorLayout>
  );
}

function SetUpFactor({ onSignedIn, onStartAgain }: Props) {
  const [code, setCode] = useState('');
  const begun = useQuery({
    queryKey: ['second-factor-while-signing-in'],
    queryFn: beginWhileSigningIn,
    // A new secret each time it is asked for: once for each time that this page is opened.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const confirming = useMutation({ mutationFn: () => confirmWhileSigningIn(code) });
  if (confirming.data) {
    const { session, recoveryCodes } = confirming.data;
    return (
      <DoorLayout title="Your second factor is on" lead="From now on signing in asks for a code.">
        <div className="flex flex-col gap-5">
          <RecoveryCodes codes={recoveryCodes} />
          <Button look="primary" size="large" onClick={() => onSignedIn(session)}>
            I have kept them
          </Button>
        </div>
      </DoorLayout>
    );
  }
  return (
    <DoorLayout
      title="Set up a second factor"
      lead="Your workspace asks everybody for a code from their phone beside the password."
    >
      {begun.isPending && <FormSkeleton />}
      {begun.error && <Notice kind="danger">{inWords(begun.error)}</Notice>}
      {begun.data && (
        <form
          noValidate
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            confirming.mutate();
          }}
        >
          <AppSecret begun={begun.data} />
          <CodeField
            label="Then type the code that the app shows"
            value={code}
            onChange={setCode}
          />
          {confirming.error && <Notice kind="danger">{inWords(confirming.error)}</Notice>}
          <Button
            look="primary"
            size="large"
            type="submit"
            busy={confirming.isPending}
            disabled={code.trim().length < 6}
          >
            Confirm and sign in
          </Button>
        </form>
      )}
      <div className="mt-8 text-small">
        <TextButton onClick={onStartAgain}>Start again</TextButton>
      </div>
    </DoorLayout>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="font-medium text-accent-text underline underline-offset-2"
    >
      {children}
    </button>
  );
}
