import type { DocumentVersion } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { versionQuery } from '../../api/knowledge.ts';
import { inWords } from '../../api/request.ts';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { Markdown } from '../../text/markdown.tsx';
import { DiffView } from './diff-view.tsx';

/** One version: what it changed of the one before it, and its whole text. */
export function OldVersion({
  documentId,
  version,
  before,
}: {
  documentId: string;
  version: DocumentVersion;
  before: DocumentVersion | null;
}) {
  const [face, setFace] = useState<'changes' | 'text'>(before ? 'changes' : 'text');
  const opened = useQuery(versionQuery(documentId, version.version));
  const former = useQuery({
    ...versionQuery(documentId, before?.version ?? 0),
    enabled: before !== null,
  });
  const error = opened.error ?? (before ? former.error : null);
  if (error) return <Notice kind="danger">{inWords(error)}</Notice>;
  if (!opened.data || (before && !former.data)) {
    return (
      <div role="status" aria-label="Loading the version" className="flex flex-col gap-3 pt-12">
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-5/6" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    );
  }
  const { markdown } = opened.data;
  const text = {
    value: 'text' as const,
    label: 'As it was',
    content: (
      <div className="text-read">
        <Markdown text={markdown} />
      </div>
    ),
  };
  if (!former.data) return <div className="text-read">{text.content}</div>;
  return (
    <Tabs
      label="The version’s"
      value={face}
      onChange={setFace}
      tabs={[
        {
          value: 'changes',
          label: 'What changed',
          content: (
            <DiffView
              before={former.data.markdown}
              after={markdown}
              names={['Before', 'In this version']}
            />
          ),
        },
        version.current ? { ...text, label: 'Text' } : text,
      ]}
    />
  );
}
