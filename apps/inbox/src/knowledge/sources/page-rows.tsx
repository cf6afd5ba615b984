import type { SourcePage } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { When } from '../../app/when.tsx';
import { safeHref } from '../../text/inline.ts';
import { pageStates } from './page-states.ts';
import { pageAddress } from './source-words.ts';

/** Page by page: its title, its address, what became of it and why. */
export function PageRows({
  pages,
  website,
}: {
  pages: readonly SourcePage[];
  /** The source's own address. */
  website: string | null;
}) {
  return (
    <ul aria-label="Pages">
      {pages.map((page) => (
        <PageRow key={page.url} page={page} website={website} />
      ))}
    </ul>
  );
}

function PageRow({ page, website }: { page: SourcePage; website: string | null }) {
  const { words, look, Icon } = pageStates[page.state];
  const address = pageAddress(page.url, website);
  const name = page.title ?? address;
  const href = safeHref(page.url);
  return (
    <li className="flex min-h-14 items-start gap-3 border-b border-line py-2.5">
      <Icon size={15} aria-hidden className={`mt-0.5 shrink-0 ${look}`} />
      <div className="min-w-0 flex-1">
        {page.documentId ? (
          <Link
            to="/knowledge/$documentId"
            params={{ documentId: page.documentId }}
            className="block truncate font-medium hover:underline"
          >
            {name}
          </Link>
        ) : (
          <p className="truncate font-medium" title={name}>
            {name}
          </p>
        )}
        {page.reason ? (
          <p
            className={`text-small ${page.state === 'failed' ? 'text-danger-text' : 'text-ink-soft'}`}
          >
            {page.reason}
          </p>
        ) : (
          page.title && <p className="truncate text-small text-ink-faint">{address}</p>
        )}
      </div>
      <span className={`w-20 shrink-0 text-right text-small ${look}`}>
        {words}
        {page.at && (
          <span className="block text-ink-faint">
            <When at={page.at} />
          </span>
        )}
      </span>
      {href && (
        <a
          href={href}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`Open ${address}`}
          className="grid size-7 shrink-0 place-items-center rounded-md text-ink-faint hover:bg-hover hover:text-ink"
        >
          <ExternalLink size={14} />
        </a>
      )}
    </li>
  );
}
