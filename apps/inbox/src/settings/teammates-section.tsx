import { useMayManage, useSession } from '../api/session.ts';
import { InvitesCard } from './invites-card.tsx';
import { SettingsCard } from './settings-card.tsx';
import { SignInRulesCard } from './sign-in-rules-card.tsx';
import { TeammateRow } from './teammate-row.tsx';

/** Everybody in the workspace, and the way in for more. */
export function TeammatesSection() {
  const { teammates, teammate: me } = useSession();
  const mayManage = useMayManage();
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
