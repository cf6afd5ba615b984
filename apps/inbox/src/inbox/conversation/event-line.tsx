import type { ConversationSummary, HandoffReason } from '@baton/protocol';
import {
  AlarmClock,
  ArrowRightLeft,
  AtSign,
  CircleCheck,
  Hand,
  MessageCircle,
  RotateCcw,
  Sun,
  Tag,
  UserRoundCheck,
} from 'lucide-react';
import { type ComponentType, useRef } from 'react';
import { useSession } from '../../api/session.ts';
import { comingMoment } from '../../app/times.ts';
import { BatonMark } from '../../design/baton-mark.tsx';
import { DecisionPopover } from '../decision/decision-popover.tsx';
import { MarkButtons } from '../decision/mark-buttons.tsx';
import { reasonsInWords } from '../words.ts';
import { Moment } from './moment.tsx';
import type { ActionEvent, LineEvent as AnyLine } from './timeline.ts';
import { useTwoPanes } from '../../design/use-wide-screen.ts';

type LineEvent = Exclude<AnyLine, ActionEvent>;

/** What happened between the messages, in one quiet line. */
export function EventLine({
  event,
  conversation,
}: {
  event: LineEvent;
  conversation: Pick<ConversationSummary, 'id' | 'aiAgentId'>;
}) {
  const { teammates, teammate: me } = useSession();
  const nameOf = (id: string | null) =>
    id === me.id ? 'You' : (teammates.find((one) => one.id === id)?.name ?? unknown);
  const [Icon, words] = say(event, nameOf);
  const line = useRef<HTMLDivElement>(null);
  const twoPanes = useTwoPanes();
  return (
    <div
      ref={line}
      // Where it is narrow, what can be pressed goes to a line of its own as a whole.
      className="my-2.5 flex flex-wrap items-center justify-center gap-x-2.5 px-4 text-small text-ink-soft"
    >
      <p className="flex min-w-0 items-start gap-2">
        <span aria-hidden className="mt-0.5 shrink-0 text-ink-faint">
          <Icon size={13} />
        </span>
        <span className="min-w-0 text-balance break-words">
          {words} <Moment at={event.at} className="ml-1 text-ink-faint" />
        </span>
      </p>
      {event.type === 'handedOff' && event.decision && (
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <DecisionPopover
            decision={event.decision}
            {...(twoPanes ? { beside: line, side: 'left', align: 'start' } : {})}
            trigger={
              <button
                type="button"
                data-decision={event.decision.id}
                className="rounded-sm font-medium underline-offset-2 hover:underline max-md:min-h-9"
              >
                Why?
              </button>
            }
          />
          <MarkButtons decision={event.decision} conversation={conversation} />
        </span>
      )}
    </div>
  );
}

function say(
  event: LineEvent,
  nameOf: (id: string | null) => string,
): [ComponentType<{ size?: number }>, string] {
  switch (event.type) {
    case 'conversationStarted':
      return [MessageCircle, `Started${onPage(event.page)}`];
    case 'handedOff':
      return [BatonMark, handedOff(event.reasons)];
    case 'claimed':
      return [Hand, `${nameOf(event.teammateId)} claimed it`];
    case 'tookOver':
      return [UserRoundCheck, `${nameOf(event.teammateId)} took over from the AI`];
    case 'transferred':
      return [ArrowRightLeft, transferred(event, nameOf)];
    case 'handedBack':
      return [BatonMark, `${nameOf(event.teammateId)} handed it back to the AI`];
    case 'resolved':
      return [CircleCheck, event.by === null ? 'Resolved' : `${nameOf(event.by)} resolved it`];
    case 'reopened':
      return [
        RotateCcw,
        event.by === null
          ? 'Reopened: the customer wrote again'
          : `${nameOf(event.by)} reopened it`,
      ];
    case 'snoozed':
      return [
        AlarmClock,
        `${nameOf(event.by)} snoozed it until ${comingMoment(event.until, Date.parse(event.at))}`,
      ];
    case 'woke':
      return [Sun, woke[event.because]];
    case 'tagged':
      return [Tag, `${by(event.by, nameOf)}added the tag “${event.tag}”`];
    case 'untagged':
      return [Tag, `${by(event.by, nameOf)}removed the tag “${event.tag}”`];
    case 'contactIdentified': {
      const given = [event.details.name, event.details.email].filter(Boolean).join(', ');
      return [AtSign, `The customer left their details: ${given}`];
    }
  }
}

const unknown = 'A teammate';

function transferred(
  { by, from, to, because }: Extract<LineEvent, { type: 'transferred' }>,
  nameOf: (id: string | null) => string,
): string {
  if (by !== null) {
    return to === null
      ? `${nameOf(by)} put it back in the queue`
      : `${nameOf(by)} gave it to ${inside(nameOf(to))}`;
  }
  if (to !== null) return `Given to ${inside(nameOf(to))} automatically`;
  const left = nameOf(from);
  if (because !== undefined) return backInTheQueue(left, because);
  return left === unknown || left === 'You'
    ? 'Put back in the queue automatically'
    : `Put back in the queue: ${left} is no longer on the team`;
}

function backInTheQueue(who: string, because: 'away' | 'unanswered'): string {
  const were = who === 'You' ? 'were' : 'was';
  return because === 'away'
    ? `${who} ${were} away: back in the queue`
    : `${who} did not answer: back in the queue`;
}

const woke = {
  time: 'Back from its snooze',
  customer: 'Awake again: the customer wrote',
  teammate: 'Woken before its time',
};

const inside = (name: string) => (name === 'You' ? 'you' : name);
const by = (id: string | null, nameOf: (id: string) => string) =>
  id === null ? 'Baton ' : `${nameOf(id)} `;

function handedOff(reasons: readonly HandoffReason[]): string {
  return `Handed off: ${reasonsInWords(reasons)}`;
}

function onPage(page: string | null): string {
  if (!page) return '';
  try {
    const { host, pathname } = new URL(page);
    return ` on ${host}${pathname === '/' ? '' : pathname}`;
  } catch {
    return '';
  }
}
