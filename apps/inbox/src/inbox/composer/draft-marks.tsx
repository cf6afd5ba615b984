import { FileText, Sparkles, TriangleAlert, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '../../design/chip.tsx';
import { isMac, printedKeys } from '../../keyboard/keys.ts';
import { safeHref } from '../../text/inline.ts';
import { distinctSources } from './assist-state.ts';
import type { ComposerAssist } from './use-composer-assist.ts';

/** Under what the AI wrote for a teammate: that it did, from what, and what it could not find. */
export function DraftMarks({
  assist,
  onPointAt,
}: {
  assist: ComposerAssist;
  /** Selects a sentence in the text. */
  onPointAt: (sentence: string) => void;
}) {
  const { untouched, unsupported, mayUndo } = assist;
  const { inText, leftOut } = unsupported;
  if (!untouched && inText.length === 0 && !mayUndo) return null;
  return (
    <div className="flex flex-col gap-1.5 px-3 pb-1 text-small">
      {(untouched || mayUndo) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {untouched && (
            <Chip tone="accent" icon={<Sparkles size={11} aria-hidden />}>
              AI draft: read it before you send it
            </Chip>
          )}
          {distinctSources(untouched?.sources ?? []).map(({ title, url, quote }) => (
            <a
              key={url}
              href={safeHref(url) ?? undefined}
              target="_blank"
              rel="noopener noreferrer"
              title={quote}
              className="inline-flex min-w-0 items-center gap-1 text-ink-soft underline-offset-2 hover:text-accent-text hover:underline min-h-6 max-md:min-h-9"
            >
              <FileText size={12} aria-hidden className="shrink-0" />
              <span className="truncate">{title}</span>
            </a>
          ))}
          {mayUndo && (
            <button
              type="button"
              onClick={assist.undo}
              className="inline-flex items-center gap-1 rounded-sm font-medium text-ink-soft underline-offset-2 hover:text-ink hover:underline min-h-6 max-md:min-h-9"
            >
              <Undo2 size={12} aria-hidden />
              Undo the draft
              {untouched && (
                <span aria-hidden className="font-normal text-ink-faint max-md:hidden">
                  {printedKeys('mod+z', isMac()).join(isMac() ? '' : ' ')}
                </span>
              )}
            </button>
          )}
        </div>
      )}
      {inText.length > 0 && (
        <Unsupported title="Not found in your documents">
          {inText.map((sentence) => (
            <li key={sentence}>
              <button
                type="button"
                onClick={() => onPointAt(sentence)}
                className="rounded-sm text-left underline decoration-dotted underline-offset-2 hover:decoration-solid min-h-6 max-md:min-h-9"
              >
                {sentence}
              </button>
            </li>
          ))}
        </Unsupported>
      )}
      {leftOut.length > 0 && (
        <Unsupported title="Left out: not found in your documents">
          {leftOut.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </Unsupported>
      )}
    </div>
  );
}

function Unsupported({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-md bg-warn-soft px-2.5 py-1.5 text-warn-text">
      <p className="flex items-center gap-1.5 font-medium">
        <TriangleAlert size={13} aria-hidden className="shrink-0" />
        {title}
      </p>
      <ul className="max-h-24 overflow-y-auto">{children}</ul>
    </div>
  );
}
