import type { UsageReport } from '@baton/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Coins } from 'lucide-react';
import { useState } from 'react';
import { engineQuery, usageQuery } from '../../api/engine.ts';
import { useAiAgent } from '../../api/knowledge.ts';
import { problemCode } from '../../api/request.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { Card } from '../../design/card.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Loading } from '../../design/loading.tsx';
import { ManagersOnly } from '../managers-only.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { monthName, monthOf } from './amounts.ts';
import { ByPurpose } from './by-purpose.tsx';
import { DayBars } from './day-bars.tsx';
import { DearestConversations } from './dearest-conversations.tsx';
import { MonthSwitch } from './month-switch.tsx';
import { SpentBar } from './spent-bar.tsx';
import { Totals } from './totals.tsx';

/** Where a month's calls, tokens and money went. */
export function UsageSection() {
  const { id } = useAiAgent();
  const thisMonth = monthOf(Date.now());
  const [month, setMonth] = useState(thisMonth);
  const usage = useQuery({ ...usageQuery(id, month), placeholderData: keepPreviousData });
  const engine = useQuery(engineQuery(id));

  if (problemCode(usage.error) === 'forbidden') return <ManagersOnly />;
  return (
    <>
      <div className="mb-5">
        <MonthSwitch month={month} last={thisMonth} onChange={setMonth} />
      </div>
      {usage.isPending && <Loading blocks={['h-24 rounded-lg', 'h-87 rounded-lg']} />}
      {usage.isError && <NotLoaded what="The usage" query={usage} />}
      {usage.data && (
        <div
          className={usage.isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}
          aria-busy={usage.isPlaceholderData}
        >
          {usage.data.total.calls === 0 ? (
            <NothingUsed
              month={usage.data.month}
              embedded={engine.data?.engine.kind === 'embedded'}
            />
          ) : (
            <Report usage={usage.data} current={usage.data.month === thisMonth} />
          )}
        </div>
      )}
    </>
  );
}

function Report({ usage, current }: { usage: UsageReport; current: boolean }) {
  return (
    <>
      <Totals usage={usage} />
      {current && usage.budget !== null && (
        <Card className="mb-5 px-5 py-4">
          <SpentBar usage={usage} />
        </Card>
      )}
      <Card className="mb-5 px-5 py-4">
        <DayBars usage={usage} />
      </Card>
      <SettingsCard title="What it was for">
        <ByPurpose usage={usage} />
      </SettingsCard>
      {usage.conversations.length > 0 && (
        <SettingsCard title="Conversations that took the most">
          <DearestConversations usage={usage} />
        </SettingsCard>
      )}
    </>
  );
}

function NothingUsed({ month, embedded }: { month: string; embedded: boolean }) {
  return (
    <Card>
      <EmptyState
        icon={<Coins size={20} />}
        title={embedded ? 'The embedded engine costs nothing' : 'No model was called'}
        action={
          embedded && (
            <Link
              to="/settings/{-$section}"
              params={{ section: 'model' }}
              className="inline-flex h-8.5 items-center rounded-md border border-line-strong px-3 font-medium hover:border-field-line hover:bg-hover max-md:h-10.5"
            >
              Choose a language model
            </Link>
          )
        }
      >
        {embedded
          ? 'Your documents are quoted on this machine. Once a language model writes, its calls, tokens and cost are shown here.'
          : `There is nothing to count in ${monthName(month)}.`}
      </EmptyState>
    </Card>
  );
}
