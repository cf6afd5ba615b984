import type { Role, Teammate } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Ellipsis,
  KeyRound,
  LogOut,
  ShieldCheck,
  ShieldOff,
  UserRound,
  UserRoundCheck,
  UserRoundX,
} from 'lucide-react';
import { useState } from 'react';
import { inWords } from '../api/request.ts';
import { signTeammateOut } from '../api/session.ts';
import { removeSecondFactorOf, signInRulesQuery } from '../api/signing-in.ts';
import { useChangeTeammate } from '../api/team.ts';
import { Avatar } from '../design/avatar.tsx';
import { Chip } from '../design/chip.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../design/menu.tsx';
import { complain, say } from '../design/toasts.ts';
import { useIsOnline } from '../live/presence.ts';
import { PasswordLinkDialog } from './password-link-dialog.tsx';
import { roleWords } from './role-words.ts';

/** One teammate: who, in which role, and what may be changed about them by whom. */
export function TeammateRow({ teammate, me }: { teammate: Teammate; me: Teammate }) {
  const { id, name, email, role, disabled } = teammate;
  const online = useIsOnline(id) || id === me.id;
  const [asking, setAsking] = useState<'disable' | 'password' | 'secondFactor' | null>(null);
  const changeTeammate = useChangeTeammate();
  const saving = useMutation({
    mutationFn: (change: { role?: Role; disabled?: boolean }) => changeTeammate(id, change),
    onError: (error) => complain(inWords(error)),
    onSettled: () => setAsking(null),
  });
  const signingOut = useMutation({
    mutationFn: () => signTeammateOut(id),
    onSuccess: () => say(`${name} is signed out everywhere.`),
    onError: (error) => complain(inWords(error)),
  });
  const queryClient = useQueryClient();
  const rules = useQuery({ ...signInRulesQuery, enabled: me.role !== 'teammate' });
  const hasSecondFactor = rules.data?.withSecondFactor.includes(id) ?? false;
  const removing = useMutation({
    mutationFn: () => removeSecondFactorOf(id),
    onSuccess: () => say(`${name} signs in with the password alone, until there is a new one.`),
    onError: (error) => complain(inWords(error)),
    onSettled() {
      setAsking(null);
      void queryClient.invalidateQueries({ queryKey: signInRulesQuery.queryKey });
    },
  });
  // Admins look after teammates and admins; owners after everybody. Nobody locks themselves out.
  const mayChange =
    id !== me.id && (me.role === 'owner' || (me.role === 'admin' && role !== 'owner'));

  return (
    <li className="flex min-h-13 items-center gap-3 rounded-md px-2">
      <Avatar name={name} seed={id} size={32} online={online && !disabled} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {name}
          {id === me.id && <span className="font-normal text-ink-soft"> (you)</span>}
        </p>
        <p className="truncate text-small text-ink-soft">
          {email}
          {hasSecondFactor && ' · second factor'}
        </p>
      </div>
      {disabled ? (
        <Chip tone="danger">Disabled</Chip>
      ) : (
        <Chip tone={role === 'teammate' ? 'plain' : 'accent'}>{roleWords[role]}</Chip>
      )}
      {mayChange ? (
        <Menu
          trigger={
            <IconButton label={`Change ${name}`}>
              <Ellipsis size={16} />
            </IconButton>
          }
        >
          {(['teammate', 'admin', 'owner'] as const)
            .filter((next) => next !== role && (next !== 'owner' || me.role === 'owner'))
            .map((next) => (
              <MenuItem
                key={next}
                icon={next === 'teammate' ? <UserRound size={15} /> : <ShieldCheck size={15} />}
                onSelect={() => saving.mutate({ role: next })}
              >
                Make {roleWords[next].toLowerCase()}
              </MenuItem>
            ))}
          <MenuSeparator />
          {!disabled && (
            <MenuItem icon={<LogOut size={15} />} onSelect={() => signingOut.mutate()}>
              Sign out everywhere
            </MenuItem>
          )}
          {!disabled && (
            <MenuItem icon={<KeyRound size={15} />} onSelect={() => setAsking('password')}>
              New password link …
            </MenuItem>
          )}
          {hasSecondFactor && (
            <MenuItem icon={<ShieldOff size={15} />} onSelect={() => setAsking('secondFactor')}>
              Remove second factor …
            </MenuItem>
          )}
          {disabled ? (
            <MenuItem
              icon={<UserRoundCheck size={15} />}
              onSelect={() => saving.mutate({ disabled: false })}
            >
              Let back in
            </MenuItem>
          ) : (
            <MenuItem danger icon={<UserRoundX size={15} />} onSelect={() => setAsking('disable')}>
              Disable …
            </MenuItem>
          )}
        </Menu>
      ) : (
        <span className="size-8 shrink-0 max-md:size-10" />
      )}
      <ConfirmDialog
        open={asking === 'disable'}
        title={`Disable ${name}?`}
        confirm="Disable"
        busy={saving.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => saving.mutate({ disabled: true })}
      >
        They are signed out everywhere at once and cannot sign in. What they wrote stays, and you
        can let them back in.
      </ConfirmDialog>
      <PasswordLinkDialog
        teammate={teammate}
        open={asking === 'password'}
        onClose={() => setAsking(null)}
      />
      <ConfirmDialog
        open={asking === 'secondFactor'}
        title={`Remove the second factor of ${name}?`}
        confirm="Remove"
        busy={removing.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => removing.mutate()}
      >
        For a phone that is lost. Make sure that it is {name} who asks you. They are signed out
        everywhere, and sign in with the password alone until they set up a new one.
      </ConfirmDialog>
    </li>
  );
}
