import type { DocumentDetail } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ExternalLink, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { documentQuery } from '../api/knowledge.ts';
import { inWords, problemCode } from '../api/request.ts';
import { useMayManage } from '../api/session.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { Page } from '../design/page.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { Tabs } from '../design/tabs.tsx';
import { plainWords, safeHref } from '../text/inline.ts';
import { Markdown } from '../text/markdown.tsx';
import { BackToKnowledge } from './back-to-knowledge.tsx';
import { DocumentNotices } from './document-notices.tsx';
import { DocumentState } from './document-state.tsx';
import { HistoryPanel } from './history/history-panel.tsx';
import { PassageCards } from './passages/passage-cards.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** One document as the AI sees it: its passages, its whole text, what it said before. */
export function DocumentScreen() {
  const { documentId } = useParams({ from: '/app/knowledge/$documentId' });
  const detail = useQuery(documentQuery(documentId));
  if (detail.isError && !detail.data) {
    return (
      <Page title="Knowledge">
        <EmptyState
          title={
            problemCode(detail.error) === 'not_found'
              ? 'This document is gone'
              : 'The document could not be loaded'
          }
          action={<BackToKnowledge />}
        >
          <p role="alert">{inWords(detail.error)}</p>
        </EmptyState>
      </Page>
    );
  }
  if (detail.isPending) {
    return (
      <Page title={<Skeleton className="h-7 w-64" />} lead={<Skeleton className="h-5 w-40" />}>
        <div role="status" aria-label="Loading the document" className="flex flex-col gap-3">
          <Skeleton className="h-9 w-72" />
          <Skeleton className="h-28 w-full rounded-lg" />
          <Skeleton className="h-28 w-full rounded-lg" />
        </div>
      </Page>
    );
  }
  return <OpenDocument key={documentId} detail={detail.data} />;
}

function OpenDocument({ detail: { document, markdown, passages } }: { detail: DocumentDetail }) {
  const navigate = useNavigate();
  const mayManage = useMayManage();
  const { passage, edit = false } = useSearch({ from: '/app/knowledge/$documentId' });
  const [face, setFace] = useState<'passages' | 'text' | 'history'>('passages');
  const [removing, setRemoving] = useState(false);
  const href = document.url === null ? null : safeHref(document.url);
  return (
    <Page
      title={document.title}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <BackToKnowledge />
          <DocumentState document={document} />
          {href && (
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex items-center gap-1 text-accent-text underline-offset-2 hover:underline"
            >
              Open the page <ExternalLink size={12} aria-hidden />
            </a>
          )}
        </span>
      }
      actions={
        mayManage && (
          <Button
            look="danger"
            icon={<Trash2 size={15} />}
            aria-label="Remove"
            onClick={() => setRemoving(true)}
          >
            <span className="max-md:sr-only">Remove</span>
          </Button>
        )
      }
    >
      <DocumentNotices document={document} />
      <Tabs
        label="The document’s"
        value={face}
        onChange={setFace}
        tabs={[
          {
            value: 'passages',
            label: `Passages (${passages.length})`,
            content: (
              <PassageCards
                // Another passage wanted: begin anew with that one.
                key={passage}
                document={document}
                passages={passages}
                first={passage}
                edit={edit && mayManage}
                mayManage={mayManage}
              />
            ),
          },
          {
            value: 'text',
            label: 'Whole text',
            content: (
              <div className="text-read">
                <Markdown text={withoutTitle(markdown, document.title)} />
              </div>
            ),
          },
          {
            value: 'history',
            label: 'History',
            content: <HistoryPanel document={document} />,
          },
        ]}
      />
      {removing && (
        <RemoveDialog
          document={document}
          onClose={() => setRemoving(false)}
          onRemoved={() => void navigate({ to: '/knowledge' })}
        />
      )}
    </Page>
  );
}

/** The page shows the title already. */
function withoutTitle(markdown: string, title: string): string {
  const first = /^\s*#\s+(.+?)\s*#*\s*(?:\n|$)/.exec(markdown);
  return first && plainWords(first[1] ?? '') === title ? markdown.slice(first[0].length) : markdown;
}
