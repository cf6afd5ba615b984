import { useSession } from '../api/session.ts';
import { Avatar } from '../design/avatar.tsx';
import { Tooltip } from '../design/tooltip.tsx';
import { presence } from '../live/presence.ts';
import { useStore } from './store.ts';

/** The others who are here now. */
export function OnlineTeammates() {
  const { teammates, teammate: me } = useSession();
  const present = useStore(presence);
  const others = teammates.filter(
    ({ id }) => id !== me.id && present.some((one) => one.teammateId === id),
  );
  if (others.length === 0) return null;
  const names = others.map(({ name }) => name).join(', ');
  return (
    <Tooltip text={`Here now: ${names}`} side="top">
      <div className="flex items-center gap-1 px-2 pb-3 max-lg:hidden">
        {others.slice(0, 6).map(({ id, name }) => (
          <Avatar key={id} name={name} seed={id} size={24} online />
        ))}
        <span className="sr-only">Here now: {names}</span>
      </div>
    </Tooltip>
  );
}
