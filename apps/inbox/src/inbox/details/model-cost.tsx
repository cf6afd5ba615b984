import { useQuery } from '@tanstack/react-query';
import { conversationUsageQuery } from '../../api/engine.ts';
import { money, short } from '../../settings/usage/amounts.ts';

/** What a language model took for this conversation; nothing where none was called. */
export function ModelCost({
  conversationId,
  version,
}: {
  conversationId: string;
  version: number;
}) {
  // Whatever happens in the conversation may have cost something.
  const usage = useQuery(conversationUsageQuery(conversationId, version)).data;
  if (!usage || usage.calls === 0) return null;
  const { calls, cost, currency, inputTokens, outputTokens } = usage;
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="shrink-0 text-small text-ink-soft">Model</dt>
      <dd className="min-w-0 tabular-nums">
        {short(calls)} {calls === 1 ? 'call' : 'calls'},{' '}
        {cost > 0 ? money(cost, currency) : `${short(inputTokens + outputTokens)} tokens`}
      </dd>
    </div>
  );
}
