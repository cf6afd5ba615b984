import type { ReviewQueue } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { Check, Undo2, X } from 'lucide-react';
import { When } from '../app/when.tsx';
import { Button } from '../design/button.tsx';
import { Chip } from '../design/chip.tsx';
import { Kbd } from '../design/kbd.tsx';
import { MARK_KEYS } from '../inbox/decision/mark-keys.ts';
import { outcomeWords, percent, reasonsInWords } from '../inbox/words.ts';
import { plainWords, safeHref } from '../text/inline.ts';
import { Markdown } from '../text/markdown.tsx';

type Item = ReviewQueue['items'][number];

/** A decision to mark: what was asked, what it said or held back, and what it looked at. */
export function ReviewItem({
  item,
  onSay,
  onSkip,
  onBack,
}: {
  item: Item;
  onSay: (verdict: 'right' | 'wrong') => void;
  onSkip: () => void;
  /** Null: there is none before. */
  onBack: (() => void) | null;
}) {
  const { answer, confidence, outcome, reasons } = item;
  return (
    <article aria-label="Decision to review" className="flex animate-fade flex-col gap-5">
      <div className="flex flex-col gap-3">
        <div className="flex flex-col items-start gap-1">
          <p className="text-small text-ink-faint">
            A customer asked, <When at={item.at} />
          </p>
          <p className="max-w-[90%] rounded-lg rounded-bl-sm bg-bubble-customer px-3 py-2 text-read break-words whitespace-pre-wrap">
            {item.question}
          </p>
        </div>
        <div className="flex flex-col items-end gap-1">
          <p className="text-small text-ink-faint">
            {answer.given
              ? 'It answered'
              : `It held this back: ${reasonsInWords(reasons) || outcomeWords[outcome].toLowerCase()}`}
          </p>
          <div
            className={`max-w-[90%] min-w-0 rounded-lg rounded-br-sm border px-3 py-2 text-read ${
              answer.given
                ? 'border-bubble-ai-line bg-bubble-ai'
                : 'border-dashed border-line-strong bg-surface'
            }`}
          >
            <Markdown text={answer.text} />
          </div>
          <p className="flex flex-wrap items-center gap-2 text-small">
            <Chip>{outcomeWords[outcome]}</Chip>
            {confidence !== null && (
              <span className="text-ink-soft tabular-nums">{percent(confidence)} sure</span>
            )}
            <Link
              to="/inbox/$view/$conversationId"
              params={{ view: 'open', conversationId: item.conversationId }}
              className="rounded-sm font-medium text-accent-text underline-offset-2 hover:underline"
            >
              Open the conversation
            </Link>
          </p>
        </div>
      </div>
      <div
        role="group"
        aria-label={answer.given ? 'Was the answer right?' : 'Would the answer have been right?'}
        className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised p-3 shadow-high"
      >
        <p className="mr-auto basis-full pl-1 font-medium sm:basis-auto">
          {answer.given ? 'Was this right?' : 'Would this have been right?'}
        </p>
        {onBack && (
          <Button look="quiet" icon={<Undo2 size={15} />} onClick={onBack}>
            Back
          </Button>
        )}
        <Button look="quiet" onClick={onSkip}>
          Skip
        </Button>
        <Button icon={<X size={15} />} onClick={() => onSay('wrong')} className="max-sm:flex-1">
          Wrong <Key>{MARK_KEYS[1]}</Key>
        </Button>
        <Button icon={<Check size={15} />} onClick={() => onSay('right')} className="max-sm:flex-1">
          Right <Key>{MARK_KEYS[0]}</Key>
        </Button>
      </div>
      <section aria-label="Passages it looked at">
        <h2 className="mb-1 text-small font-semibold text-ink-soft">Passages it looked at</h2>
        {item.passages.length === 0 && (
          <p className="text-ink-soft">No passage of the documents came close.</p>
        )}
        <ol>
          {item.passages.map((passage) => (
            <li
              key={`${passage.documentId} ${passage.heading} ${passage.text}`}
              className="border-t border-line py-2.5"
            >
              <p className="flex items-baseline gap-3">
                <a
                  href={safeHref(passage.url) ?? undefined}
                  target="_blank"
                  rel="noopener noreferrer"
                  className="min-w-0 flex-1 truncate font-medium underline-offset-2 hover:underline"
                >
                  {passage.heading && passage.heading !== passage.title
                    ? `${passage.title} › ${passage.heading}`
                    : passage.title}
                </a>
                <span className="text-small text-ink-faint tabular-nums">
                  {passage.score.toFixed(2)}
                </span>
              </p>
              <p className="mt-0.5 text-pretty break-words text-ink-soft">
                {plainWords(passage.text)}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}

const Key = ({ children }: { children: string }) => (
  <span aria-hidden className="max-md:hidden">
    <Kbd>{children.toUpperCase()}</Kbd>
  </span>
);
