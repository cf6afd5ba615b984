/** Where an answer comes from: the article, one tap away, and the passage itself. */
import { useState } from 'preact/hooks';
import type { RowSource } from '../chat/thread-rows.ts';
import { sourceHref } from '../text/source-href.ts';
import { t } from '../text/strings.ts';
import { Icon } from './icons.tsx';
import { MarkdownText } from './markdown-text.tsx';

export function Sources({ of }: { of: readonly RowSource[] }) {
  if (of.length === 0) return null;
  return <ul class="sources">{of.map(oneSource)}</ul>;
}

/** By place: a source whose passage is quoted once the answer is whole stays the same element. */
const oneSource = (source: RowSource) => <Source source={source} />;

function Source({ source }: { source: RowSource }) {
  const [open, setOpen] = useState(false);
  const href = sourceHref(source.url);
  const title = (
    <>
      <Icon name="book" size={15} />
      <span class="source-title">
        <span class="source-from">{t('from')}: </span>
        <span dir="auto">{source.title}</span>
      </span>
    </>
  );
  return (
    <li class="source">
      <div class="source-line">
        {href ? (
          <a class="source-name" href={href} target="_blank" rel="noopener noreferrer">
            {title}
            <span class="unseen"> ({t('opensInNewTab')})</span>
            <Icon name="external" size={13} />
          </a>
        ) : (
          <span class="source-name">{title}</span>
        )}
        {source.quote && (
          <button
            type="button"
            class="source-toggle"
            aria-expanded={open}
            aria-label={t(open ? 'hideQuote' : 'showQuote')}
            onClick={() => setOpen(!open)}
          >
            <Icon name="down" size={16} />
          </button>
        )}
      </div>
      {open && (
        <blockquote class="source-quote" ref={intoView}>
          <MarkdownText text={source.quote ?? ''} />
        </blockquote>
      )}
    </li>
  );
}

/** A passage that opens below the edge would seem not to open. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
