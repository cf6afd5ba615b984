import type { InviteOffer, Session, SignInStep } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { inWords, problemCode } from '../api/request.ts';
import { acceptInvite, readInvite, useSetSession } from '../api/session.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { DoorLayout } from './door-layout.tsx';
import { NewPasswordField } from './password-field.tsx';
import { SecondStep } from './second-step.tsx';
import { FormSkeleton } from './set-up-screen.tsx';
import { usePersonForm } from './use-person-form.ts';

/** What the page says by itself already. */
const badLink = new Set<unknown>(['invite_expired', 'not_found', 'invalid_input']);

/** The link a teammate was sent: an account of their own in the workspace. */
export function InviteScreen() {
  const { token } = useSearch({ from: '/invite' });
  const offer = useQuery({
    queryKey: ['invite', token],
    queryFn: () => readInvite(token ?? ''),
    enabled: token !== undefined,
    retry: 1,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [step, setStep] = useState<SignInStep['step'] | null>(null);
  const navigate = useNavigate();
  const setSession = useSetSession();
  const enter = async (session: Session) => {
    setSession(session);
    await navigate({ to: '/' });
  };
  if (step !== null) {
    return (
      <SecondStep
        step={step}
        onSignedIn={(session) => void enter(session)}
        onStartAgain={() => void navigate({ to: '/sign-in' })}
      />
    );
  }
  if (token === undefined || offer.isError) {
    const code = problemCode(offer.error);
    const unreachable = code === 'unreachable';
    return (
      <DoorLayout
        title={unreachable ? 'Baton cannot be reached' : 'This invitation does not work'}
        lead={
          unreachable
            ? 'Check your connection, then try again.'
            : 'It may have expired, been used already, or been withdrawn. Ask for a new one.'
        }
      >
        <div className="flex flex-col items-start gap-4">
          {offer.error && !unreachable && !badLink.has(code) && (
            <Notice kind="danger">{inWords(offer.error)}</Notice>
          )}
          {unreachable && (
            <Button look="primary" size="large" onClick={() => void offer.refetch()}>
              Try again
            </Button>
          )}
          <Link to="/sign-in" className="font-medium text-accent-text underline underline-offset-2">
            Have an account? Sign in
          </Link>
        </div>
      </DoorLayout>
    );
  }
  return (
    <DoorLayout
      title={offer.data ? `Join ${offer.data.workspaceName}` : 'Join'}
      lead={offer.data && `${offer.data.invitedBy} invites you to answer customers together.`}
    >
      {offer.data ? (
        <InviteForm token={token} offer={offer.data} onStep={setStep} enter={enter} />
      ) : (
        <FormSkeleton />
      )}
    </DoorLayout>
  );
}

function InviteForm({
  token,
  offer,
  onStep,
  enter,
}: {
  token: string;
  offer: InviteOffer;
  onStep: (step: SignInStep['step']) => void;
  enter: (session: Session) => Promise<void>;
}) {
  const form = usePersonForm(
    { name: '', email: offer.email ?? '', password: '' },
    async (values) => {
      const answer = await acceptInvite({ token, ...values });
      if ('step' in answer) onStep(answer.step);
      else await enter(answer);
    },
  );
  return (
    <form noValidate onSubmit={form.submit} className="flex flex-col gap-5">
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        hint="Customers see it when you answer them."
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this form
        autoFocus
        value={form.values.name}
        error={form.errorOf('name')}
        onChange={(event) => form.set('name')(event.target.value)}
      />
      <TextField
        label="Email"
        type="email"
        name="email"
        autoComplete="email"
        readOnly={offer.email !== null}
        value={form.values.email}
        error={form.errorOf('email')}
        onChange={(event) => form.set('email')(event.target.value)}
      />
      <NewPasswordField
        value={form.values.password}
        onChange={form.set('password')}
        error={form.errorOf('password')}
      />
      {form.problem && <Notice kind="danger">{form.problem}</Notice>}
      <Button look="primary" size="large" type="submit" busy={form.busy}>
        Join the team
      </Button>
    </form>
  );
}
