import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { examplePaths, pathOf, patternsOf, verdict } from './match-paths.ts';
import type { WebsiteDraft } from './website-draft.ts';

/** What the patterns do, on real pages or on likely ones, as they are typed. */
export function PatternExample({
  start,
  draft,
  knownPaths,
}: {
  start: string;
  draft: Pick<WebsiteDraft, 'include' | 'exclude'>;
  knownPaths?: readonly string[];
}) {
  const [tried, setTried] = useState('');
  const scope = {
    start: start.trim() === '' ? 'https://example.com/' : start,
    include: patternsOf(draft.include),
    exclude: patternsOf(draft.exclude),
  };
  const real = knownPaths !== undefined && knownPaths.length > 0;
  const paths = real ? knownPaths.slice(0, 7) : examplePaths(scope);
  const triedPath =
    tried.trim() === '' ? null : tried.startsWith('/') ? tried.trim() : pathOf(tried);
  return (
    <section
      aria-label="What this would read"
      className="overflow-hidden rounded-md border border-line bg-canvas text-small"
    >
      <p className="border-b border-line px-3 py-2 font-medium text-ink-soft">
        {real ? 'Of the pages known so far' : 'For example'}
      </p>
      <ul className="py-1">
        {paths.map((path) => (
          <Example key={path} path={path} {...verdict(scope, path)} />
        ))}
      </ul>
      <div className="border-t border-line">
        <input
          type="text"
          aria-label="Try an address"
          placeholder="Try an address…"
          spellCheck={false}
          value={tried}
          onChange={(event) => setTried(event.target.value)}
          className="w-full bg-transparent px-3 py-2 -outline-offset-2 max-md:text-lead"
        />
        <ul aria-live="polite" className={triedPath ? 'pb-1' : ''}>
          {triedPath && <Example path={triedPath} {...verdict(scope, triedPath)} />}
        </ul>
      </div>
    </section>
  );
}

function Example({ path, read, why }: { path: string; read: boolean; why: string }) {
  const Icon = read ? Check : X;
  return (
    <li className="flex items-center gap-2 px-3 py-0.5">
      <Icon
        size={13}
        role="img"
        aria-label={read ? 'Read:' : 'Left out:'}
        className={`shrink-0 ${read ? 'text-good-text' : 'text-ink-faint'}`}
      />
      <span className={`min-w-0 truncate font-mono ${read ? 'text-ink' : 'text-ink-faint'}`}>
        {path}
      </span>
      <span className="ml-auto shrink-0 pl-3 text-ink-faint">{why}</span>
    </li>
  );
}
