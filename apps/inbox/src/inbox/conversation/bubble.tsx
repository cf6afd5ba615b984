import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';

export type Speaker = 'customer' | 'ai' | 'teammate' | 'note';

const looks: Record<Speaker, string> = {
  customer: 'bg-bubble-customer',
  ai: 'bg-bubble-ai border border-bubble-ai-line',
  teammate: 'bg-bubble-teammate',
  note: 'bg-note border border-note-line text-note-ink',
};

/** Corners point to the speaker where their turn ends. */
const tails: Record<Speaker, string> = {
  customer: 'rounded-bl-sm',
  ai: 'rounded-br-sm',
  teammate: 'rounded-br-sm',
  note: 'rounded-br-sm',
};

/** One message: whose it is shows in side, ground and mark. */
export function Bubble({
  speaker,
  avatar,
  byline,
  first,
  last,
  under,
  quiet = false,
  children,
}: {
  speaker: Speaker;
  avatar: ReactNode;
  /** Name and time, above the first message of a run. */
  byline: ReactNode;
  first: boolean;
  last: boolean;
  /** Sources, confidence, state of sending. */
  under?: ReactNode;
  /** Changes inside are not announced. */
  quiet?: boolean;
  children: ReactNode;
}) {
  const right = speaker !== 'customer';
  return (
    <article
      aria-live={quiet ? 'off' : undefined}
      className={classNames(
        'flex gap-2.5',
        right && 'flex-row-reverse',
        first ? 'mt-3 first:mt-0' : 'mt-1',
      )}
    >
      <span className="w-7 shrink-0 pt-5 max-md:hidden">{first && avatar}</span>
      <div
        className={classNames(
          'flex max-w-[82%] min-w-0 flex-col max-md:max-w-[90%]',
          right ? 'items-end' : 'items-start',
        )}
      >
        {first && (
          <div className="mb-1 flex max-w-full items-center gap-1.5 px-0.5 text-small text-ink-faint">
            {byline}
          </div>
        )}
        <div
          className={classNames(
            'max-w-full min-w-0 rounded-lg px-3 py-2 text-read',
            looks[speaker],
            last && tails[speaker],
          )}
        >
          {children}
        </div>
        {under}
      </div>
    </article>
  );
}
