import type { ActionRun, ConversationSummary } from '@baton/protocol';
import { BadgeCheck, ShieldQuestionMark, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { useCommand } from '../../keyboard/use-command.ts';
import { WaitingChip } from '../list/waiting-chip.tsx';
import { contactName } from '../words.ts';
import { ApprovalDecision } from './approval-decision.tsx';
import { ApprovalFrame } from './approval-frame.tsx';
import { ApprovalOutcome } from './approval-outcome.tsx';
import type { ShownRun } from './action-runs.ts';
import { ValueTable } from './value-table.tsx';

/**
 * What the AI asks to do, for whom, with what: approved or declined here, in two steps, so that no
 * stray key sets something off that cannot be taken back.
 */
export function ApprovalCard({
  run,
  details,
  summary,
  onDismiss,
}: {
  run: ShownRun;
  /** Null until it is read. */
  details: ActionRun | null;
  summary: ConversationSummary;
  onDismiss: () => void;
}) {
  const [deciding, setDeciding] = useState<'approve' | 'decline' | null>(null);
  const waits = run.state.is === 'waiting';
  const group = 'Conversation';
  useCommand({
    label: `Approve “${run.name}” …`,
    group,
    keys: 'p',
    run: () => setDeciding('approve'),
    enabled: waits,
  });
  useCommand({
    label: `Decline “${run.name}” …`,
    group,
    keys: 'd',
    run: () => setDeciding('decline'),
    enabled: waits,
  });
  if (!waits) return <ApprovalOutcome run={run} details={details} onDismiss={onDismiss} />;
  return (
    <ApprovalFrame>
      <div className="flex items-start gap-3">
        <span
          aria-hidden
          className="grid size-8 shrink-0 place-items-center rounded-full bg-warn-soft text-warn-text"
        >
          <ShieldQuestionMark size={17} />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex items-start gap-3">
            <h3 className="min-w-0 flex-1 text-read font-semibold text-balance">
              The AI asks to do this: {run.name}
            </h3>
            <WaitingChip since={run.requestedAt} />
          </div>
          <ForWhom summary={summary} identified={details?.identified ?? null} />
          <div className="mt-2 mb-3 max-h-[24vh] overflow-y-auto">
            {run.inputs.length > 0 ? (
              <ValueTable label="It would be done with" values={run.inputs} />
            ) : (
              <p className="text-ink-soft">It needs nothing from the customer.</p>
            )}
          </div>
          {deciding ? (
            <ApprovalDecision
              key={deciding}
              approve={deciding === 'approve'}
              run={run}
              conversationId={summary.id}
              onBack={() => setDeciding(null)}
            />
          ) : (
            <div className="flex flex-wrap items-center gap-2">
              <Button look="primary" onClick={() => setDeciding('approve')}>
                Approve …
              </Button>
              <Button onClick={() => setDeciding('decline')}>Decline …</Button>
              <p className="text-small text-ink-soft max-md:w-full">
                Deciding takes the conversation, as a reply does.
              </p>
            </div>
          )}
        </div>
      </div>
    </ApprovalFrame>
  );
}

function ForWhom({
  summary,
  identified,
}: {
  summary: ConversationSummary;
  identified: boolean | null;
}) {
  const { contact } = summary;
  const name = contactName(contact);
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-base text-ink-soft">
      <span className="min-w-0 break-words">
        For {name}
        {contact.email && contact.email !== name ? `, ${contact.email}` : ''}
      </span>
      {identified === true && (
        <span className="inline-flex items-center gap-1 font-medium text-good-text">
          <BadgeCheck size={14} aria-hidden /> Verified by your website
        </span>
      )}
      {identified === false && (
        <span className="inline-flex items-center gap-1 font-medium text-warn-text">
          <TriangleAlert size={14} aria-hidden /> Not verified: anybody could have typed this
        </span>
      )}
    </p>
  );
}
