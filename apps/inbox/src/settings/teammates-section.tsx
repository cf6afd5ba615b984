import { useQuery } from '@tanstack/react-query';
import { useMayManage, useSession } from '../api/session.ts';
import { invitesQuery } from '../api/team.ts';
import { Loading } from '../design/loading.tsx';
import { InvitesCard } from './invites-card.tsx';
import { SettingsCard } from './settings-card.tsx';
import { SignInRulesCard } from './sign-in-rules-card.tsx';
import { TeammateRow } from './teammate-row.tsx';

/** Everybody in the workspace, and the way in for more. */
export function TeammatesSection() {
  const { teammates, teammate: me } = useSession();
  const mayManage = useMayManage();
  // Open invitations stand above the team: it appears when their number is known, and stays put.
  const invites = useQuery({ ...invitesQuery, enabled: mayManage });
  if (mayManage && invites.isPending) {
    return <Loading blocks={['h-40 rounded-lg', 'h-60 rounded-lg']} />;
  }
  const sorted = teammates.toSorted(
    (a, b) => Number(a.disabled) - Number(b.disabled) || a.name.localeCompare(b.name),
  );
  return (
    <>
      {mayManage && <InvitesCard />}
      <SettingsCard
        title={`Team (${teammates.filter(({ disabled }) => !disabled).length})`}
        lead={
          mayManage
            ? 'Owners and admins change settings and knowledge; teammates answer customers.'
            : 'Owners and admins can invite people and change roles.'
        }
      >
        <ul className="-mx-2 flex flex-col">
          {sorted.map((teammate) => (
            <TeammateRow key={teammate.id} teammate={teammate} me={me} />
          ))}
        </ul>
      </SettingsCard>
      {mayManage && <SignInRulesCard />}
    </>
  );
}
