import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { BatonMark } from '../../design/baton-mark.tsx';
import { classNames } from '../../design/class-names.ts';
import { Chip } from '../../design/chip.tsx';
import { reasonChip } from '../words.ts';
import { BriefBody } from './brief-body.tsx';
import { Capped } from './capped.tsx';
import type { CurrentBrief } from './current-brief.ts';

/**
 * What travels with the baton, above the thread: open until somebody has answered, then one line
 * that opens again.
 */
export function BriefCard({
  current,
  conversationId,
  folded,
}: {
  current: CurrentBrief;
  conversationId: string;
  /** Something else comes first. */
  folded: boolean;
}) {
  const { brief, answered } = current;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? (!answered && !folded);
  const id = useId();
  return (
    <section
      aria-label="Brief"
      className="shrink-0 border-b border-line bg-canvas px-4 max-md:px-3"
    >
      <div className="mx-auto max-w-184 py-2">
        <h3>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setChosen(!open)}
            className="flex min-h-8 w-full items-center gap-2.5 rounded-md text-left"
          >
            <span aria-hidden className="text-accent-text">
              <BatonMark size={16} />
            </span>
            <span className="min-w-0 flex-1 truncate text-base font-semibold">
              <span className="sr-only">Brief: </span>
              {brief.intent}
            </span>
            <span className="flex shrink-0 gap-1 max-md:hidden">
              {brief.reasons.slice(0, 2).map((reason) => (
                <Chip key={reason} tone="warn">
                  {reasonChip(reason)}
                </Chip>
              ))}
            </span>
            <ChevronDown
              size={16}
              aria-hidden
              className={classNames(
                'shrink-0 text-ink-soft transition-transform',
                open && 'rotate-180',
              )}
            />
          </button>
        </h3>
        <div id={id} hidden={!open}>
          <Capped>
            <BriefBody
              brief={brief}
              conversationId={conversationId}
              onUsed={() => setChosen(false)}
            />
          </Capped>
        </div>
      </div>
    </section>
  );
}
