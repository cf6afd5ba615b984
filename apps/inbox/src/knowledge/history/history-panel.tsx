import type { DocumentVersion, KnowledgeDocument } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { versionsQuery } from '../../api/knowledge.ts';
import { inWords } from '../../api/request.ts';
import { useNow } from '../../app/now.ts';
import { pastMoment } from '../../app/times.ts';
import { Chip } from '../../design/chip.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { many } from '../sources/source-words.ts';
import { OldVersion } from './old-version.tsx';

/** What the document said before: its versions, and what each one changed. */
export function HistoryPanel({ document }: { document: KnowledgeDocument }) {
  const list = useQuery(versionsQuery(document.id, document.version));
  const [chosen, setChosen] = useState<number | null>(null);
  if (list.isPending) {
    return (
      <div role="status" aria-label="Loading the history" className="flex flex-col gap-2">
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-11 w-full" />
      </div>
    );
  }
  if (list.isError) return <Notice kind="danger">{inWords(list.error)}</Notice>;
  const { versions } = list.data;
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0];
  if (!shown || versions.length < 2) {
    return (
      <p className="py-6 text-ink-soft">
        This is the first version. When the document changes, the former ones are kept here.
      </p>
    );
  }
  const before = versions[versions.indexOf(shown) + 1] ?? null;
  return (
    <div className="grid gap-6 md:grid-cols-[14rem_minmax(0,1fr)]">
      <VersionList versions={versions} shown={shown} onShow={setChosen} />
      <OldVersion key={shown.version} documentId={document.id} version={shown} before={before} />
    </div>
  );
}

function VersionList({
  versions,
  shown,
  onShow,
}: {
  versions: readonly DocumentVersion[];
  shown: DocumentVersion;
  onShow: (version: number) => void;
}) {
  const now = useNow();
  return (
    <ol aria-label="Versions" className="flex flex-col gap-0.5 self-start">
      {versions.map((one) => (
        <li key={one.version}>
          <button
            type="button"
            aria-current={one === shown || undefined}
            onClick={() => onShow(one.version)}
            className="flex w-full items-center gap-2 rounded-md px-2.5 py-2 text-left hover:bg-hover aria-current:bg-selected"
          >
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{pastMoment(one.at, now)}</span>
              <span className="block text-small text-ink-soft tabular-nums">
                {many(one.words, 'word')}
              </span>
            </span>
            {one.current && <Chip tone="good">Now</Chip>}
          </button>
        </li>
      ))}
    </ol>
  );
}
