import type { AnswerPreview } from '@baton/protocol';
import { FileText } from 'lucide-react';
import { safeHref } from '../../text/inline.ts';

/** Under an answer that is being written: its sources so far, in the place of the real footnotes. */
export function WritingFootnotes({ sources }: { sources: AnswerPreview['sources'] }) {
  const distinct = sources.filter(
    (source, index, all) => all.findIndex(({ url }) => url === source.url) === index,
  );
  return (
    <div className="mt-1.5 flex min-h-6 max-w-full flex-wrap items-center justify-end gap-x-3 gap-y-1 px-0.5 text-small max-md:min-h-9">
      {distinct.map(({ title, url }) => (
        <a
          key={url}
          href={safeHref(url) ?? undefined}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex min-w-0 animate-fade items-center gap-1 text-ink-soft underline-offset-2 hover:text-accent-text hover:underline"
        >
          <FileText size={12} aria-hidden className="shrink-0" />
          <span className="truncate">{title}</span>
        </a>
      ))}
      <span className="inline-flex items-center gap-1.5 font-medium text-accent-text">
        <span aria-hidden className="size-1.5 animate-pulse-soft rounded-full bg-accent" />
        Writing …
      </span>
    </div>
  );
}
