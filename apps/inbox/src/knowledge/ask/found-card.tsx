import { Link } from '@tanstack/react-router';
import { Check, EyeOff, Pencil, Pin } from 'lucide-react';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { MarkedText } from '../../inbox/decision/marked-text.tsx';
import { plainWords } from '../../text/inline.ts';
import { type FoundPassage, measures, whyFound } from './found-why.ts';
import { useMending } from './use-mending.ts';

/** One find: what it is, why it was found, and what to do about it. */
export function FoundCard({
  place,
  question,
  passage,
  numbers,
  mayManage,
  onAgain,
}: {
  place: number;
  question: string;
  passage: FoundPassage;
  numbers: boolean;
  mayManage: boolean;
  onAgain: () => void;
}) {
  const { pinned, excluded, busy, pin, exclude } = useMending(passage, question);
  const { documentId, passageId, title, heading, text, matchedTerms } = passage;
  const name = heading && heading !== title ? `${title} › ${heading}` : title;
  return (
    <li
      className={classNames(
        'rounded-md border bg-surface px-3 py-2.5 text-small',
        excluded ? 'border-dashed border-line-strong' : 'border-line',
      )}
    >
      <div className="flex gap-2">
        <span aria-hidden className="w-4 shrink-0 text-right text-ink-faint tabular-nums">
          {place}
        </span>
        <div className="min-w-0 flex-1">
          <Link
            to="/knowledge/$documentId"
            params={{ documentId }}
            search={{ passage: passageId }}
            className="block font-medium break-words underline-offset-2 hover:underline"
          >
            {name}
          </Link>
          <p className="mt-0.5 text-ink-soft">{whyFound(passage).join(' · ')}</p>
          <p dir="auto" className={`mt-1 line-clamp-3 ${excluded ? 'text-ink-faint' : 'text-ink'}`}>
            <MarkedText text={plainWords(text)} terms={matchedTerms} />
          </p>
          {numbers && <Measures passage={passage} />}
        </div>
      </div>
      {mayManage && (
        <div className="mt-2 flex flex-wrap items-center gap-1.5">
          {excluded || pinned ? (
            <>
              <span className="inline-flex h-7 items-center gap-1.5 text-ink-soft">
                {excluded ? <EyeOff size={13} aria-hidden /> : <Check size={13} aria-hidden />}
                {excluded ? 'Excluded' : 'Pinned'}
              </span>
              <Button
                size="small"
                busy={busy}
                onClick={() => (excluded ? exclude(false) : pin(false))}
              >
                Undo
              </Button>
              <Button size="small" onClick={onAgain}>
                Ask again
              </Button>
            </>
          ) : (
            <>
              <Button size="small" icon={<Pin size={12} />} busy={busy} onClick={() => pin(true)}>
                Pin question
              </Button>
              <Button size="small" icon={<EyeOff size={12} />} onClick={() => exclude(true)}>
                Exclude
              </Button>
              <Link
                to="/knowledge/$documentId"
                params={{ documentId }}
                search={{ passage: passageId, edit: true }}
                aria-label={`Open and edit ${name}`}
                className="inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 font-medium hover:border-field-line hover:bg-hover"
              >
                <Pencil size={12} aria-hidden />
                Edit
              </Link>
            </>
          )}
        </div>
      )}
    </li>
  );
}

function Measures({ passage }: { passage: FoundPassage }) {
  return (
    <dl className="mt-2 grid grid-cols-[auto_1fr_auto] items-center gap-x-2.5 gap-y-1">
      {measures(passage).map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
            <span
              className="block h-full rounded-full bg-accent"
              style={{ width: `${Math.max(0, Math.min(1, value ?? 0)) * 100}%` }}
            />
          </dd>
          <dd className="w-7 text-right text-ink-soft tabular-nums">
            {value === null ? '–' : value.toFixed(2)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
