import type { ConversationSummary } from '@baton/protocol';
import { CircleCheck, Hand, RotateCcw, UserRoundCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../../api/session.ts';
import { BatonMark } from '../../design/baton-mark.tsx';
import { Button } from '../../design/button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { useCommand } from '../../keyboard/use-command.ts';
import { useConversationAction } from '../conversation-actions.ts';
import { situationOf } from '../situation.ts';
import { MoreActions } from './more-actions.tsx';

const AssignDialog = lazy(async () => ({
  default: (await import('./assign-dialog.tsx')).AssignDialog,
}));
const SnoozeDialog = lazy(async () => ({
  default: (await import('./snooze-dialog.tsx')).SnoozeDialog,
}));

/** What can be done now: one main action by situation, resolve, and the rest behind a menu. */
export function HeaderActions({
  summary,
  onShowDetails,
}: {
  summary: ConversationSummary;
  onShowDetails: () => void;
}) {
  const me = useMe().id;
  const situation = situationOf(summary, me);
  const act = useConversationAction(summary.id);
  const [asking, setAsking] = useState<'assign' | 'snooze' | null>(null);
  const busy = (what: string) => act.isPending && act.variables.do === what;
  const group = 'Conversation';

  const { is } = situation;
  const claim = () => act.mutate({ do: 'claim' });
  const takeOver = () => act.mutate({ do: 'take-over' });
  const handBack = () => act.mutate({ do: 'hand-back' });
  const resolve = () => act.mutate({ do: 'resolve' });
  const reopen = () => act.mutate({ do: 'reopen' });
  const mayHandBack = is === 'mine' || is === 'waiting';
  const open = is !== 'resolved';

  useCommand({ label: 'Claim', group, keys: 'c', run: claim, enabled: is === 'waiting' });
  useCommand({
    label: 'Take over from the AI',
    group,
    keys: 'c',
    run: takeOver,
    enabled: is === 'ai',
  });
  useCommand({
    label: 'Hand back to the AI',
    group,
    keys: 'b',
    run: handBack,
    enabled: mayHandBack,
  });
  useCommand({ label: 'Resolve', group, keys: 'e', run: resolve, enabled: open });
  useCommand({ label: 'Reopen', group, keys: 'e', run: reopen, enabled: !open });
  useCommand({
    label: 'Assign to …',
    group,
    keys: 'a',
    run: () => setAsking('assign'),
    enabled: open,
  });
  useCommand({
    label: 'Snooze …',
    group,
    keys: 'z',
    run: () => setAsking('snooze'),
    enabled: open && is !== 'ai',
  });

  return (
    <div className="flex items-center gap-1.5">
      {is === 'waiting' && (
        <Button look="primary" busy={busy('claim')} icon={<Hand size={15} />} onClick={claim}>
          Claim
        </Button>
      )}
      {is === 'ai' && (
        <Button busy={busy('take-over')} icon={<UserRoundCheck size={15} />} onClick={takeOver}>
          Take over
        </Button>
      )}
      {is === 'mine' && (
        <Button
          busy={busy('hand-back')}
          icon={<BatonMark size={15} />}
          onClick={handBack}
          className="max-lg:hidden"
        >
          Hand back
        </Button>
      )}
      {is === 'resolved' || is === 'snoozed' ? (
        <Button busy={busy('reopen')} icon={<RotateCcw size={15} />} onClick={reopen}>
          {is === 'resolved' ? 'Reopen' : 'Wake'}
        </Button>
      ) : null}
      {open && (
        <IconButton
          label="Resolve"
          shortcut="E"
          onClick={resolve}
          disabled={busy('resolve')}
          className={is === 'ai' || is === 'waiting' ? 'max-md:hidden' : ''}
        >
          <CircleCheck size={17} />
        </IconButton>
      )}
      <MoreActions
        canAssign={open}
        canHandBack={mayHandBack}
        canSnooze={open && is !== 'ai'}
        onShowDetails={onShowDetails}
        onResolve={open ? resolve : null}
        onHandBack={handBack}
        onAssign={() => setAsking('assign')}
        onSnooze={() => setAsking('snooze')}
      />
      <Suspense>
        {asking === 'assign' && (
          <AssignDialog
            summary={summary}
            onClose={() => setAsking(null)}
            onAssign={(to) => act.mutate({ do: 'transfer', to })}
          />
        )}
        {asking === 'snooze' && (
          <SnoozeDialog
            onClose={() => setAsking(null)}
            onSnooze={(until) => act.mutate({ do: 'snooze', until })}
          />
        )}
      </Suspense>
    </div>
  );
}
