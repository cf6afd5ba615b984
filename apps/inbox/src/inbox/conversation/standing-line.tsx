import type { ConversationSummary } from '@baton/protocol';
import { useSession } from '../../api/session.ts';
import { useNow } from '../../app/now.ts';
import { comingMoment, span } from '../../app/times.ts';
import { situationOf } from '../situation.ts';

/** Under the name: who has the conversation, in one short sentence. */
export function StandingLine({ summary }: { summary: ConversationSummary }) {
  const { teammate: me, teammates, aiAgents } = useSession();
  const now = useNow();
  const nameOf = (id: string | null) =>
    id === me.id ? 'you' : (teammates.find((one) => one.id === id)?.name ?? 'a teammate');
  const since = (at: string) => span(Math.max(0, now - Date.parse(at)));

  const words = () => {
    const situation = situationOf(summary, me.id);
    switch (situation.is) {
      case 'waiting':
        return situation.since && since(situation.since) !== 'now'
          ? `Waiting for ${since(situation.since)}`
          : 'Waiting for a person';
      case 'ai': {
        const ai = aiAgents.find(({ id }) => id === summary.aiAgentId)?.name ?? 'The AI';
        return situation.working ? `${ai} is preparing an answer` : `${ai} is handling this`;
      }
      case 'mine':
        return summary.waitingSince && since(summary.waitingSince) !== 'now'
          ? `With you · ${since(summary.waitingSince)} unanswered`
          : 'With you';
      case 'theirs':
        return `With ${nameOf(situation.teammateId)}`;
      case 'snoozed':
        return `Snoozed by ${nameOf(situation.teammateId)}${situation.until ? ` until ${comingMoment(situation.until, now)}` : ''}`;
      case 'resolved':
        return 'Resolved';
    }
  };
  const standing = words();
  return (
    <p aria-live="polite" title={standing} className="truncate text-small text-ink-soft">
      {standing}
    </p>
  );
}
