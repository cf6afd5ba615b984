import type { UsageReport } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { money, short } from './amounts.ts';

/** The rest is rarely what matters. */
const AT_FIRST = 8;

/** Where the money of a month went, conversation by conversation, with the way there. */
export function DearestConversations({
  usage: { conversations, currency },
}: {
  usage: UsageReport;
}) {
  const [all, setAll] = useState(false);
  return (
    <div>
      <ul className="-mx-2 flex flex-col">
        {conversations.slice(0, all ? undefined : AT_FIRST).map((one) => (
          <li key={one.conversationId}>
            <Link
              to="/inbox/$view/$conversationId"
              params={{ view: 'open', conversationId: one.conversationId }}
              className="flex min-h-9 items-center gap-3 rounded-md px-2 hover:bg-hover max-md:min-h-11"
            >
              <span className="min-w-0 flex-1 truncate">{one.contactName ?? 'Visitor'}</span>
              <span className="text-small text-ink-soft tabular-nums">
                {short(one.calls)} {one.calls === 1 ? 'call' : 'calls'}
                <span className="max-md:hidden">
                  , {short(one.inputTokens + one.outputTokens)} tokens
                </span>
              </span>
              <span className="w-20 text-right tabular-nums">{money(one.cost, currency)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {!all && conversations.length > AT_FIRST && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-2 rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {conversations.length - AT_FIRST} more
        </button>
      )}
    </div>
  );
}
