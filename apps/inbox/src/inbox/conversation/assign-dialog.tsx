import type { ConversationSummary } from '@baton/protocol';
import { Check, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { Avatar } from '../../design/avatar.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { presence } from '../../live/presence.ts';
import { useStore } from '../../app/store.ts';

/** Gives the conversation to a teammate, or puts it back in the queue. */
export function AssignDialog({
  summary,
  onAssign,
  onClose,
}: {
  summary: ConversationSummary;
  onAssign: (to: string | null) => void;
  onClose: () => void;
}) {
  const { teammates, teammate: me } = useSession();
  const present = useStore(presence);
  const isOnline = (id: string) => id === me.id || present.some((one) => one.teammateId === id);
  const people = teammates
    .filter(({ disabled }) => !disabled)
    .sort(
      (a, b) =>
        Number(b.id === me.id) - Number(a.id === me.id) ||
        Number(isOnline(b.id)) - Number(isOnline(a.id)) ||
        a.name.localeCompare(b.name),
    );
  const choose = (to: string | null) => {
    onAssign(to);
    onClose();
  };

  return (
    <Dialog open onClose={onClose} title="Assign to" width="narrow">
      <ul className="-mx-2 flex flex-col gap-px">
        {people.map(({ id, name }) => (
          <Choice
            key={id}
            icon={<Avatar name={name} seed={id} size={26} online={isOnline(id)} />}
            current={summary.assigneeId === id}
            onChoose={() => choose(id)}
            aside={isOnline(id) ? 'Here now' : 'Away'}
          >
            {id === me.id ? `${name} (you)` : name}
          </Choice>
        ))}
        <li aria-hidden className="mx-2 my-1.5 h-px bg-line" />
        <Choice
          icon={
            <span className="grid size-6.5 place-items-center rounded-full bg-warn-soft text-warn-text">
              <Hourglass size={13} />
            </span>
          }
          current={summary.controller === 'queue'}
          onChoose={() => choose(null)}
          aside="Anybody may claim it"
        >
          Back to waiting
        </Choice>
      </ul>
    </Dialog>
  );
}

function Choice({
  icon,
  current,
  aside,
  onChoose,
  children,
}: {
  icon: ReactNode;
  current: boolean;
  aside: string;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <li>
      <button
        type="button"
        disabled={current}
        onClick={onChoose}
        className="flex h-10 w-full items-center gap-3 rounded-md px-2 text-left hover:bg-hover disabled:hover:bg-transparent"
      >
        <span aria-hidden>{icon}</span>
        <span className="min-w-0 flex-1 truncate font-medium">{children}</span>
        <span className="text-small text-ink-faint">{current ? 'Has it now' : aside}</span>
        {current && <Check size={15} aria-hidden className="text-accent-text" />}
      </button>
    </li>
  );
}
