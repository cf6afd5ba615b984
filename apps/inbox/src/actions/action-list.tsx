import type { Action } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BadgeCheck, ChevronRight, ShieldCheck } from 'lucide-react';
import { actionsQuery, draftOf, saveAction } from '../api/actions.ts';
import { inWords } from '../api/request.ts';
import { useNow } from '../app/now.ts';
import { pastMoment } from '../app/times.ts';
import { Card } from '../design/card.tsx';
import { Chip } from '../design/chip.tsx';
import { classNames } from '../design/class-names.ts';
import { complain } from '../design/toasts.ts';
import { Toggle } from '../design/toggle.tsx';

/** One line each: what it does, whether it is on, how it went. */
export function ActionListCard({
  aiAgentId,
  actions,
  mayManage,
}: {
  aiAgentId: string;
  actions: readonly Action[];
  mayManage: boolean;
}) {
  const queryClient = useQueryClient();
  const turn = useMutation({
    mutationFn: ({ action, enabled }: { action: Action; enabled: boolean }) =>
      saveAction(aiAgentId, action.id, { ...draftOf(action), enabled }),
    onError: (error) => complain(inWords(error)),
    onSettled: () => queryClient.invalidateQueries(actionsQuery(aiAgentId)),
  });
  const isOn = (action: Action) =>
    turn.isPending && turn.variables.action.id === action.id
      ? turn.variables.enabled
      : action.enabled;
  return (
    <Card className="overflow-hidden">
      <ul aria-label="Actions">
        {actions.map((action) => (
          <li
            key={action.id}
            className="flex items-center gap-3 border-b border-line pr-4 last:border-b-0 max-md:pr-3"
          >
            <Link
              to="/actions/$actionId"
              params={{ actionId: action.id }}
              className="flex min-h-16 min-w-0 flex-1 items-center gap-3 py-2.5 pl-4 -outline-offset-2 hover:bg-hover max-md:pl-3"
            >
              <span className={classNames('min-w-0 flex-1', !isOn(action) && 'opacity-75')}>
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="min-w-0 truncate font-medium">{action.name}</span>
                  {action.sensitive && (
                    <Chip tone="warn" icon={<ShieldCheck size={11} aria-hidden />}>
                      Asks you first
                    </Chip>
                  )}
                  {action.needsIdentity && (
                    <Chip tone="good" icon={<BadgeCheck size={11} aria-hidden />}>
                      Verified customers
                    </Chip>
                  )}
                </span>
                <span className="block truncate text-small text-ink-soft">
                  {action.description || `${action.method} ${action.url}`}
                </span>
              </span>
              <History action={action} />
              <ChevronRight size={16} aria-hidden className="shrink-0 text-ink-faint" />
            </Link>
            <Toggle
              aria-label={`${action.name} is on`}
              checked={isOn(action)}
              disabled={!mayManage}
              onChange={(enabled) => turn.mutate({ action, enabled })}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function History({ action }: { action: Action }) {
  const now = useNow();
  return (
    <span className="shrink-0 text-right text-small text-ink-soft tabular-nums max-md:hidden">
      <span className="block">
        {action.lastRunAt ? `Last run ${pastMoment(action.lastRunAt, now)}` : 'Never run'}
      </span>
      {action.runs > 0 && (
        <span className="block text-ink-faint">
          {action.runs.toLocaleString('en')} {action.runs === 1 ? 'run' : 'runs'}
          {action.failures > 0 && (
            <span className="font-medium text-danger-text">, {action.failures} failed</span>
          )}
        </span>
      )}
    </span>
  );
}
