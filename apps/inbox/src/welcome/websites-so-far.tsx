import type { KnowledgeSource } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { Progress } from '../design/progress.tsx';
import { SourceState } from '../knowledge/sources/source-state.tsx';
import { reach } from '../knowledge/sources/source-words.ts';

/** The websites added so far: how far each is read, and what is wrong where one cannot be. */
export function WebsitesSoFar({ websites }: { websites: readonly KnowledgeSource[] }) {
  if (websites.length === 0) return null;
  return (
    <ul
      aria-label="Websites"
      className="flex flex-col overflow-hidden rounded-lg border border-line"
    >
      {websites.map((source) => (
        <li
          key={source.id}
          className="relative flex flex-col gap-0.5 px-4 py-2.5 not-last:border-b not-last:border-line"
        >
          <Link
            to="/knowledge/sources/$sourceId"
            params={{ sourceId: source.id }}
            className="self-start font-medium break-all hover:underline"
          >
            {source.name}
          </Link>
          <SourceState source={source} />
          {source.state === 'reading' && <ReadingBar source={source} />}
        </li>
      ))}
    </ul>
  );
}

function ReadingBar({ source }: { source: KnowledgeSource }) {
  const { done, total } = source.progress ? reach(source.progress) : { done: 0, total: 0 };
  return (
    <div className="absolute inset-x-0 bottom-0">
      <Progress value={done} max={total} label={`Reading ${source.name}`} />
    </div>
  );
}
