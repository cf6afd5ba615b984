import type { Invite } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { fieldErrors, inWords } from '../api/request.ts';
import { createInvite, invitesQuery, revokeInvite } from '../api/team.ts';
import { useNow } from '../app/now.ts';
import { comingMoment } from '../app/times.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { complain } from '../design/toasts.ts';
import { InviteLink } from './invite-link.tsx';
import { RoleSelect } from './role-select.tsx';
import { roleWords } from './role-words.ts';
import { SettingsCard } from './settings-card.tsx';

/** Invitations by link: made here, sent by you, good for one person. */
export function InvitesCard() {
  const queryClient = useQueryClient();
  const invites = useQuery(invitesQuery);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<'admin' | 'teammate'>('teammate');
  const refresh = () => queryClient.invalidateQueries({ queryKey: invitesQuery.queryKey });
  const creating = useMutation({
    mutationFn: () => createInvite({ email: email.trim() || null, role }),
    onSuccess() {
      setEmail('');
      void refresh();
    },
  });
  const revoking = useMutation({
    mutationFn: (id: string) => revokeInvite(id),
    onSuccess: refresh,
    onError: (error) => complain(inWords(error)),
  });
  const errors = fieldErrors(creating.error);
  const open = invites.data?.invites ?? [];

  return (
    <SettingsCard
      title="Invite"
      lead="You get a link to send in your own way. It works once, for seven days."
    >
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          creating.mutate();
        }}
      >
        <div className="min-w-52 flex-1">
          <TextField
            label="Email (optional)"
            type="email"
            placeholder="Anyone with the link may join"
            value={email}
            error={errors['email']}
            onChange={(event) => setEmail(event.target.value)}
          />
        </div>
        <RoleSelect role={role} onChange={setRole} />
        <Button
          look="primary"
          type="submit"
          icon={<UserRoundPlus size={15} />}
          busy={creating.isPending}
        >
          Create link
        </Button>
      </form>
      {creating.error && !errors['email'] && (
        <Notice kind="danger">{inWords(creating.error)}</Notice>
      )}
      {creating.data && <InviteLink link={creating.data.link} />}
      {open.length > 0 && (
        <ul aria-label="Open invitations" className="flex flex-col rounded-md border border-line">
          {open.map((invite) => (
            <OpenInvite
              key={invite.id}
              invite={invite}
              onRevoke={() => revoking.mutate(invite.id)}
            />
          ))}
        </ul>
      )}
    </SettingsCard>
  );
}

function OpenInvite({ invite, onRevoke }: { invite: Invite; onRevoke: () => void }) {
  const now = useNow();
  return (
    <li className="flex items-center gap-3 py-1.5 pr-1.5 pl-3 not-last:border-b not-last:border-line">
      <div className="min-w-0 flex-1">
        <p className="truncate">{invite.email ?? 'Anyone with the link'}</p>
        <p className="text-small text-ink-soft">
          {roleWords[invite.role]}, until {comingMoment(invite.expiresAt, now)}
        </p>
      </div>
      <Button size="small" look="danger" onClick={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}
