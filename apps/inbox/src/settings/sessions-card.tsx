import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { inWords } from '../api/request.ts';
import { endSessions, sessionsQuery } from '../api/session.ts';
import { When } from '../app/when.tsx';
import { Button } from '../design/button.tsx';
import { Chip } from '../design/chip.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { say } from '../design/toasts.ts';
import { browserWords } from './browser-words.ts';
import { SettingsCard } from './settings-card.tsx';

/** Where I am signed in, and signing out elsewhere: with the password, for who finds a screen open. */
export function SessionsCard() {
  const queryClient = useQueryClient();
  const { data, error } = useQuery(sessionsQuery);
  const [password, setPassword] = useState('');
  const ending = useMutation({
    mutationFn: (id: string | null) => endSessions({ password, id }),
    onSuccess({ ended }) {
      setPassword('');
      say(ended === 1 ? 'One browser is signed out.' : `${ended} browsers are signed out.`);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const sessions = data?.sessions ?? [];
  const others = sessions.filter(({ current }) => !current);
  return (
    <SettingsCard
      title="Signed in"
      lead="A browser stays signed in for 30 days after you last used it, and 90 at most."
    >
      {error && <Notice kind="danger">{inWords(error)}</Notice>}
      <ul className="flex flex-col gap-1">
        {sessions.map(({ id, browser, lastSeenAt, current }) => (
          <li key={id} className="flex min-h-11 items-center gap-3">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{browserWords(browser)}</p>
              <p className="truncate text-small text-ink-soft">
                Last used <When at={lastSeenAt} />
              </p>
            </div>
            {current ? (
              <Chip tone="accent">This browser</Chip>
            ) : (
              <Button
                disabled={password === '' || ending.isPending}
                aria-label={`Sign out ${browserWords(browser)}`}
                onClick={() => ending.mutate(id)}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <form
          className="flex max-w-100 flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            ending.mutate(null);
          }}
        >
          <TextField
            label="Your password, to sign out elsewhere"
            type="password"
            autoComplete="current-password"
            value={password}
            error={ending.error ? inWords(ending.error) : null}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button
            type="submit"
            busy={ending.isPending}
            disabled={password === ''}
            className="self-start"
          >
            Sign out everywhere else
          </Button>
        </form>
      )}
    </SettingsCard>
  );
}
