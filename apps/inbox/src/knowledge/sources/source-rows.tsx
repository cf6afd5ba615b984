import type { KnowledgeSource } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../app/now.ts';
import { Progress } from '../../design/progress.tsx';
import { kinds } from '../kinds.ts';
import { SourceMenu } from './source-menu.tsx';
import { SourceState } from './source-state.tsx';
import { many, reach, scheduleInWords, scheduleWords } from './source-words.ts';

/** Where everything comes from: a row each, of one height whatever happens in it. */
export function SourceRows({
  sources,
  mayManage,
}: {
  sources: readonly KnowledgeSource[];
  mayManage: boolean;
}) {
  return (
    <ul aria-label="Sources" className="-mt-3">
      {sources.map((source) => (
        <SourceRow key={source.id} source={source} mayManage={mayManage} />
      ))}
    </ul>
  );
}

function SourceRow({ source, mayManage }: { source: KnowledgeSource; mayManage: boolean }) {
  const now = useNow();
  const { words, Icon } = kinds[source.kind];
  const { done, total } = source.progress ? reach(source.progress) : { done: 0, total: 0 };
  return (
    <li className="relative flex items-center gap-3 border-b border-line py-3">
      <span
        title={words}
        className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-ink-soft"
      >
        <Icon size={17} aria-label={words} role="img" />
      </span>
      <div className="grid min-w-0 flex-1 gap-x-6 md:grid-cols-[minmax(0,1fr)_7.5rem_6.5rem] md:items-center">
        <div className="min-w-0">
          <Link
            to="/knowledge/sources/$sourceId"
            params={{ sourceId: source.id }}
            className="block truncate text-read font-medium hover:underline"
          >
            {source.name}
          </Link>
          <SourceState source={source} />
        </div>
        <Holdings source={source} />
        {source.kind === 'website' && (
          <p
            className="text-small text-ink-faint max-md:hidden"
            title={scheduleInWords(source, now)}
          >
            {scheduleWords[source.schedule]}
          </p>
        )}
      </div>
      {mayManage && <SourceMenu source={source} />}
      {source.state === 'reading' && (
        <div className="absolute inset-x-0 -bottom-px">
          <Progress value={done} max={total} label={`Reading ${source.name}`} />
        </div>
      )}
    </li>
  );
}

function Holdings({ source }: { source: KnowledgeSource }) {
  const { documentCount, passageCount } = source;
  return (
    <p className="text-small text-ink-faint tabular-nums md:text-ink-soft">
      {documentCount === 0 ? (
        'No documents yet'
      ) : (
        <>
          <span className="md:block">{many(documentCount, 'document')}</span>
          <span className="md:sr-only">, </span>
          <span className="md:block">{many(passageCount, 'passage')}</span>
        </>
      )}
    </p>
  );
}
