import type { ConversationSummary } from '@baton/protocol';
import { CircleCheck, Moon, ShieldQuestionMark } from 'lucide-react';
import { useSession } from '../../api/session.ts';
import { useNow } from '../../app/now.ts';
import { comingMoment } from '../../app/times.ts';
import { Avatar } from '../../design/avatar.tsx';
import { BatonMark } from '../../design/baton-mark.tsx';
import { Chip } from '../../design/chip.tsx';
import { useIsWriting } from '../../live/previews.ts';
import { situationOf } from '../situation.ts';
import { reasonChip } from '../words.ts';
import { WaitingChip } from './waiting-chip.tsx';

/** The third line of a row: who has the conversation, why it waits, its tags. */
export function RowStanding({ summary }: { summary: ConversationSummary }) {
  return (
    <span className="mt-1 flex h-5 items-center gap-1.5 overflow-hidden">
      <Standing summary={summary} />
      <span className="flex min-w-0 flex-1 justify-end gap-1 overflow-hidden">
        {summary.tags.slice(0, 2).map((tag) => (
          <Chip key={tag} className="min-w-0 shrink">
            {tag}
          </Chip>
        ))}
      </span>
    </span>
  );
}

function Standing({ summary }: { summary: ConversationSummary }) {
  const { teammate: me, teammates } = useSession();
  const now = useNow();
  const writing = useIsWriting(summary.id, summary.turn) && summary.aiWorking;
  const situation = situationOf(summary, me.id);
  const reason = summary.handoffReasons[0];
  switch (situation.is) {
    case 'waiting':
      return (
        <>
          <WaitingChip since={situation.since} />
          {summary.awaitsApproval ? <ApprovalChip /> : reason && <Chip>{reasonChip(reason)}</Chip>}
        </>
      );
    case 'ai':
      return (
        <span className="flex items-center gap-1.5 text-small text-accent-text">
          <BatonMark size={12} />
          {writing ? 'AI is writing …' : situation.working ? 'AI is answering …' : 'AI is handling'}
        </span>
      );
    case 'mine':
    case 'theirs': {
      const holder = teammates.find(({ id }) => id === summary.assigneeId);
      return (
        <>
          <span className="flex min-w-0 items-center gap-1.5 text-small text-ink-soft">
            {holder && <Avatar name={holder.name} seed={holder.id} size={16} />}
            <span className="truncate">
              {situation.is === 'mine' ? 'You' : (holder?.name ?? 'A teammate')}
            </span>
          </span>
          {summary.waitingSince && <WaitingChip since={summary.waitingSince} />}
          {summary.awaitsApproval && <ApprovalChip />}
        </>
      );
    }
    case 'snoozed':
      return (
        <Chip tone="info" icon={<Moon size={11} aria-hidden />}>
          {situation.until ? `Until ${comingMoment(situation.until, now)}` : 'Snoozed'}
        </Chip>
      );
    case 'resolved':
      return (
        <Chip tone="good" icon={<CircleCheck size={11} aria-hidden />}>
          Resolved
        </Chip>
      );
  }
}

const ApprovalChip = () => (
  <Chip tone="accent" icon={<ShieldQuestionMark size={11} aria-hidden />}>
    Approval
  </Chip>
);
