import { useSession } from '../../api/session.ts';
import { Avatar } from '../../design/avatar.tsx';
import { Tooltip } from '../../design/tooltip.tsx';
import { useViewers } from '../../live/presence.ts';

/** Teammates who look at the same conversation: so that two do not answer at once. */
export function Viewers({ conversationId }: { conversationId: string }) {
  const { teammate: me, teammates } = useSession();
  const ids = useViewers(conversationId, me.id);
  const viewers = teammates.filter(({ id }) => ids.includes(id));
  if (viewers.length === 0) return null;
  const words = `${viewers.map(({ name }) => name).join(', ')} ${viewers.length === 1 ? 'is' : 'are'} looking at this too`;
  return (
    <Tooltip text={words}>
      <div role="status" className="flex -space-x-1.5 max-md:hidden">
        {viewers.slice(0, 3).map(({ id, name }) => (
          <Avatar
            key={id}
            name={name}
            seed={id}
            size={24}
            online
            className="rounded-full ring-2 ring-surface"
          />
        ))}
        <span className="sr-only">{words}</span>
      </div>
    </Tooltip>
  );
}
