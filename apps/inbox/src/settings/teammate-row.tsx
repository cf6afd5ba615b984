import type { Role, Teammate } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { Ellipsis, LogOut, ShieldCheck, UserRound, UserRoundCheck, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { inWords } from '../api/request.ts';
import { signTeammateOut } from '../api/session.ts';
import { useChangeTeammate } from '../api/team.ts';
import { Avatar } from '../design/avatar.tsx';
import { Chip } from '../design/chip.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../design/menu.tsx';
import { complain, say } from '../design/toasts.ts';
import { useIsOnline } from '../live/presence.ts';
import { roleWords } from './role-words.ts';

/** One teammate: who, in which role, and what may be changed about them by whom. */
export function TeammateRow({ teammate, me }: { teammate: Teammate; me: Teammate }) {
  const { id, name, email, role, disabled } = teammate;
  const online = useIsOnline(id) || id === me.id;
  const [asking, setAsking] = useState(false);
  const changeTeammate = useChangeTeammate();
  const saving = useMutation({
    mutationFn: (change: { role?: Role; disabled?: boolean }) => changeTeammate(id, change),
    onError: (error) => complain(inWords(error)),
    onSettled: () => setAsking(false),
  });
  const signingOut = useMutation({
    mutationFn: () => signTeammateOut(id),
    onSuccess: () => say(`${name} is signed out everywhere.`),
    onError: (error) => complain(inWords(error)),
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
        <p className="truncate text-small text-ink-soft">{email}</p>
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
          {disabled ? (
            <MenuItem
              icon={<UserRoundCheck size={15} />}
              onSelect={() => saving.mutate({ disabled: false })}
            >
              Let back in
            </MenuItem>
          ) : (
            <MenuItem danger icon={<UserRoundX size={15} />} onSelect={() => setAsking(true)}>
              Disable …
            </MenuItem>
          )}
        </Menu>
      ) : (
        <span className="size-8 shrink-0 max-md:size-10" />
      )}
      <ConfirmDialog
        open={asking}
        title={`Disable ${name}?`}
        confirm="Disable"
        busy={saving.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => saving.mutate({ disabled: true })}
      >
        They are signed out everywhere at once and cannot sign in. What they wrote stays, and you
        can let them back in.
      </ConfirmDialog>
    </li>
  );
}
