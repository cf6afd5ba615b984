import type { UsageReport } from '@baton/protocol';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { policyQuery } from '../../api/policies.ts';
import { inWords } from '../../api/request.ts';
import { Skeleton } from '../../design/skeleton.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { SpentBar } from './spent-bar.tsx';

/** This month so far, and what happens at the end of the money. */
export function SpentCard({
  aiAgentId,
  embedded,
  usage,
}: {
  aiAgentId: string;
  embedded: boolean;
  usage: UseQueryResult<UsageReport>;
}) {
  const policy = useQuery(policyQuery(aiAgentId));
  const spent = policy.data?.published.document.model.onBudgetSpent;
  return (
    <SettingsCard title="This month">
      {usage.isPending && <Skeleton className="h-11 w-full" />}
      {usage.isError && <p className="text-ink-soft">{inWords(usage.error)}</p>}
      {usage.data &&
        (embedded && usage.data.total.calls === 0 ? (
          <p className="text-pretty">
            The embedded engine costs nothing. A budget counts once{' '}
            <Link
              to="/settings/{-$section}"
              params={{ section: 'model' }}
              className="text-accent-text underline underline-offset-2"
            >
              a language model
            </Link>{' '}
            writes.
          </p>
        ) : (
          <SpentBar usage={usage.data} />
        ))}
      <p className="text-pretty text-ink-soft">
        When a limit is reached, the AI agent{' '}
        <span className="font-medium text-ink">
          {spent === 'embedded'
            ? 'goes on with quotes from the documents'
            : 'hands off to a person'}
        </span>
        ; that is set in{' '}
        <Link
          to="/decision/{-$section}"
          params={{ section: 'when' }}
          hash="model"
          className="text-accent-text underline underline-offset-2"
        >
          Decision
        </Link>
        . Where it went is in{' '}
        <Link
          to="/settings/{-$section}"
          params={{ section: 'usage' }}
          className="text-accent-text underline underline-offset-2"
        >
          Usage
        </Link>
        .
      </p>
    </SettingsCard>
  );
}
