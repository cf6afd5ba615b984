import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Settings2, RefreshCw, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useAiAgent } from '../../api/knowledge.ts';
import { inWords } from '../../api/request.ts';
import { useMayManage } from '../../api/session.ts';
import { sourcesQuery } from '../../api/sources.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Notice } from '../../design/notice.tsx';
import { Page } from '../../design/page.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { BackToKnowledge } from '../back-to-knowledge.tsx';
import { DocumentList } from '../document-list.tsx';
import { PagesPanel } from './pages-panel.tsx';
import { RemoveSourceDialog } from './remove-source-dialog.tsx';
import { SourceFacts } from './source-facts.tsx';
import { SourceSettingsDialog } from './source-settings-dialog.tsx';
import { useReading } from './use-reading.ts';
import type { KnowledgeSource } from '@baton/protocol';

/** One source: how it stands, its pages, its documents. */
export function SourceScreen() {
  const { sourceId } = useParams({ from: '/app/knowledge/sources/$sourceId' });
  const list = useQuery(sourcesQuery(useAiAgent().id));
  if (list.isPending) {
    return (
      <Page wide title={<Skeleton className="h-7 w-64" />}>
        <div role="status" aria-label="Loading the source" className="flex flex-col gap-4">
          <Skeleton className="h-24 w-full rounded-lg" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      </Page>
    );
  }
  const source = list.data?.sources.find(({ id }) => id === sourceId);
  if (!source) {
    return (
      <Page title="Knowledge">
        <EmptyState
          title={list.isError ? 'The source could not be loaded' : 'This source is gone'}
          action={<BackToKnowledge />}
        >
          {list.isError ? <p role="alert">{inWords(list.error)}</p> : <p>It was removed.</p>}
        </EmptyState>
      </Page>
    );
  }
  return <OpenSource key={source.id} source={source} />;
}

function OpenSource({ source }: { source: KnowledgeSource }) {
  const navigate = useNavigate();
  const mayManage = useMayManage();
  const isWebsite = source.kind === 'website';
  const [face, setFace] = useState<'pages' | 'documents'>('pages');
  const [open, setOpen] = useState<'settings' | 'remove' | null>(null);
  const documents = (
    <DocumentList aiAgentId={source.aiAgentId} sourceId={source.id} mayManage={mayManage} />
  );
  return (
    <Page
      wide
      title={source.name}
      lead={<BackToKnowledge />}
      actions={
        mayManage && (
          <>
            {isWebsite && <ReadOrStop source={source} />}
            {isWebsite && (
              <Button icon={<Settings2 size={15} />} onClick={() => setOpen('settings')}>
                Settings
              </Button>
            )}
            <Button
              look="danger"
              icon={<Trash2 size={15} />}
              aria-label="Remove"
              onClick={() => setOpen('remove')}
            >
              <span className="max-md:sr-only">Remove</span>
            </Button>
          </>
        )
      }
    >
      <SourceFacts source={source} />
      {source.notice && (
        <div className="mt-4">
          <Notice kind="info">{source.notice}</Notice>
        </div>
      )}
      <div className="mt-6">
        {isWebsite ? (
          <Tabs
            label="The source’s"
            value={face}
            onChange={setFace}
            tabs={[
              { value: 'pages', label: 'Pages', content: <PagesPanel source={source} /> },
              { value: 'documents', label: 'Documents', content: documents },
            ]}
          />
        ) : (
          documents
        )}
      </div>
      {open === 'settings' && (
        <SourceSettingsDialog source={source} onClose={() => setOpen(null)} />
      )}
      {open === 'remove' && (
        <RemoveSourceDialog
          source={source}
          onClose={() => setOpen(null)}
          onRemoved={() => void navigate({ to: '/knowledge' })}
        />
      )}
    </Page>
  );
}

/** One button for both, of one width, so that nothing moves when the reading begins or ends. */
function ReadOrStop({ source }: { source: KnowledgeSource }) {
  const { busy, read, stop, readWords } = useReading(source);
  const reading = source.state === 'reading';
  return (
    <Button
      look={reading ? 'secondary' : 'primary'}
      busy={busy}
      icon={reading ? <Square size={13} /> : <RefreshCw size={15} />}
      onClick={reading ? stop : read}
      className="min-w-32"
    >
      {reading ? 'Stop' : readWords}
    </Button>
  );
}
