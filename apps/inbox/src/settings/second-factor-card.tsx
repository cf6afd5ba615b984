import type { SecondFactor, SecondFactorBegun } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { inWords, problemCode } from '../api/request.ts';
import { sessionsQuery } from '../api/session.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
  secondFactorQuery,
  turnSecondFactorOff,
} from '../api/signing-in.ts';
import { When } from '../app/when.tsx';
import { Button } from '../design/button.tsx';
import { Chip } from '../design/chip.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { say } from '../design/toasts.ts';
import { AppSecret } from '../security/app-secret.tsx';
import { BothFactorsForm } from '../security/both-factors-form.tsx';
import { CodeField } from '../security/code-field.tsx';
import { RecoveryCodes } from '../security/recovery-codes.tsx';
import { SettingsCard } from './settings-card.tsx';

/** A code of an app beside the password: turned on, looked after, turned off. */
export function SecondFactorCard() {
  const { data, error } = useQuery(secondFactorQuery);
  const queryClient = useQueryClient();
  const [codes, setCodes] = useState<string[] | null>(null);
  /** Other browsers are out whenever it changes. */
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: secondFactorQuery.queryKey }),
      queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
    ]);
  return (
    <SettingsCard
      title="Second factor"
      lead="A code from your phone beside the password: whoever learns the password alone stays out."
    >
      {error && <Notice kind="danger">{inWords(error)}</Notice>}
      {!data && !error && <Skeleton className="h-9 w-48" />}
      {codes && (
        <>
          <RecoveryCodes codes={codes} />
          <Button className="self-start" onClick={() => setCodes(null)}>
            I have kept them
          </Button>
        </>
      )}
      {data && !codes && data.onSince === null && (
        <TurnOn
          required={data.required}
          onDone={(made) => {
            setCodes(made);
            say('Your second factor is on. Other browsers are signed out.');
            void refresh();
          }}
        />
      )}
      {data && !codes && data.onSince !== null && (
        <TurnedOn
          factor={data}
          onCodes={(made) => {
            setCodes(made);
            void refresh();
          }}
          onOff={() => {
            say('Your second factor is off. Other browsers are signed out.');
            void refresh();
          }}
        />
      )}
    </SettingsCard>
  );
}

function TurnOn({
  required,
  onDone,
}: {
  required: boolean;
  onDone: (recoveryCodes: string[]) => void;
}) {
  const [password, setPassword] = useState('');
  const beginning = useMutation({ mutationFn: () => beginSecondFactor({ password }) });
  if (beginning.data) {
    return (
      <ShowFirstCode
        begun={beginning.data}
        onDone={onDone}
        onCancel={() => {
          setPassword('');
          beginning.reset();
        }}
      />
    );
  }
  return (
    <>
      {required && (
        <Notice kind="info">
          Your workspace asks everybody for one: without it you set it up at your next sign-in.
        </Notice>
      )}
      <form
        className="flex max-w-100 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          beginning.mutate();
        }}
      >
        <TextField
          label="Your password, to turn it on"
          type="password"
          autoComplete="current-password"
          value={password}
          error={beginning.error ? inWords(beginning.error) : null}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button
          type="submit"
          busy={beginning.isPending}
          disabled={password === ''}
          className="self-start"
        >
          Turn on
        </Button>
      </form>
    </>
  );
}

function ShowFirstCode({
  begun,
  onDone,
  onCancel,
}: {
  begun: SecondFactorBegun;
  onDone: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}) {
  const [code, setCode] = useState('');
  const confirming = useMutation({
    mutationFn: () => confirmSecondFactor(code),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  const wrong = problemCode(confirming.error) === 'wrong_code';
  return (
    <form
      className="flex max-w-100 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        confirming.mutate();
      }}
    >
      <AppSecret begun={begun} />
      <CodeField
        label="Then type the code that the app shows"
        value={code}
        error={wrong ? inWords(confirming.error) : null}
        onChange={setCode}
      />
      {confirming.error && !wrong && <Notice kind="danger">{inWords(confirming.error)}</Notice>}
      <div className="flex gap-2">
        <Button
          type="submit"
          look="primary"
          busy={confirming.isPending}
          disabled={code.trim().length < 6}
        >
          Confirm
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

function TurnedOn({
  factor: { onSince, recoveryCodesLeft, required },
  onCodes,
  onOff,
}: {
  factor: SecondFactor;
  onCodes: (codes: string[]) => void;
  onOff: () => void;
}) {
  const [doing, setDoing] = useState<'nothing' | 'turningOff' | 'renewing'>('nothing');
  const cancel = () => setDoing('nothing');
  const left =
    recoveryCodesLeft === 1 ? 'One recovery code' : `${recoveryCodesLeft} recovery codes`;
  return (
    <>
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium">Authenticator app</p>
          <p className="text-small text-ink-soft">
            {onSince && (
              <>
                On since <When at={onSince} />
              </>
            )}
            . {left} left.
          </p>
        </div>
        <Chip tone="accent">On</Chip>
      </div>
      {recoveryCodesLeft <= 2 && (
        <Notice kind="warn">Make new recovery codes: with a lost phone you need one.</Notice>
      )}
      {doing === 'nothing' && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setDoing('renewing')}>New recovery codes</Button>
          {!required && (
            <Button look="danger" onClick={() => setDoing('turningOff')}>
              Turn off
            </Button>
          )}
        </div>
      )}
      {required && (
        <p className="text-small text-ink-soft">
          Your workspace asks everybody for a second factor: it cannot be turned off.
        </p>
      )}
      {doing === 'renewing' && (
        <BothFactorsForm
          action="Make new codes"
          onCancel={cancel}
          send={async (both) => onCodes((await renewRecoveryCodes(both)).recoveryCodes)}
        />
      )}
      {doing === 'turningOff' && (
        <BothFactorsForm
          action="Turn off"
          danger
          onCancel={cancel}
          send={async (both) => {
            await turnSecondFactorOff(both);
            onOff();
          }}
        />
      )}
    </>
  );
}
