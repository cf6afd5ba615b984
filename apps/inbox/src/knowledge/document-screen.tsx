import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ChevronLeft, ExternalLink, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { documentQuery } from '../api/knowledge.ts';
import { inWords, problemCode } from '../api/request.ts';
import { useMayManage } from '../api/session.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { Notice } from '../design/notice.tsx';
import { Page } from '../design/page.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { Tabs } from '../design/tabs.tsx';
import { plainWords, safeHref } from '../text/inline.ts';
import { Markdown } from '../text/markdown.tsx';
import { DocumentState } from './document-state.tsx';
import { PassageCards } from './passage-cards.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** One document as the AI sees it: its text, and the passages it was cut into. */
export function DocumentScreen() {
  const { documentId } = useParams({ from: '/app/knowledge/$documentId' });
  const navigate = useNavigate();
  const mayManage = useMayManage();
  const detail = useQuery(documentQuery(documentId));
  const [face, setFace] = useState<'text' | 'passages'>('text');
  const [removing, setRemoving] = useState(false);

  if (detail.isError) {
    return (
      <main className="grid min-w-0 flex-1 place-items-center bg-surface">
        <EmptyState
          title={
            problemCode(detail.error) === 'not_found'
              ? 'This document is gone'
              : 'The document could not be loaded'
          }
          action={<BackLink />}
        >
          <p role="alert">{inWords(detail.error)}</p>
        </EmptyState>
      </main>
    );
  }
  if (detail.isPending) {
    return (
      <Page title={<Skeleton className="h-7 w-64" />}>
        <div role="status" aria-label="Loading the document" className="flex flex-col gap-3">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-5/6" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      </Page>
    );
  }
  const { document, markdown, passages } = detail.data;
  const href = document.url === null ? null : safeHref(document.url);
  return (
    <Page
      title={document.title}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <BackLink />
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
          <Button look="danger" icon={<Trash2 size={15} />} onClick={() => setRemoving(true)}>
            Remove
          </Button>
        )
      }
    >
      {document.error && (
        <div className="mb-4">
          <Notice kind="danger">{document.error}</Notice>
        </div>
      )}
      <Tabs
        label="The document as"
        value={face}
        onChange={setFace}
        tabs={[
          {
            value: 'text',
            label: 'Text',
            content: (
              <div className="text-read">
                <Markdown text={withoutTitle(markdown, document.title)} />
              </div>
            ),
          },
          {
            value: 'passages',
            label: `Passages (${passages.length})`,
            content: <PassageCards passages={passages} />,
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

function BackLink() {
  return (
    <Link
      to="/knowledge"
      className="inline-flex items-center gap-0.5 font-medium text-accent-text underline-offset-2 hover:underline"
    >
      <ChevronLeft size={14} aria-hidden />
      Knowledge
    </Link>
  );
}
