import type { KnowledgeDocument } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { documentsQuery, loadExample, readMoreDocuments, useAiAgent } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { useMayManage } from '../api/session.ts';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { Page } from '../design/page.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { complain } from '../design/toasts.ts';
import { AddDialog } from './add-dialog.tsx';
import { AskPanel } from './ask-panel.tsx';
import { DocumentRows } from './document-rows.tsx';
import { DocumentSearch } from './document-search.tsx';
import { EmptyKnowledge } from './empty-knowledge.tsx';
import { ExampleNotice } from './example-notice.tsx';
import { KnowledgeTotals } from './knowledge-totals.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** What the AI agent knows: its documents, and a place to try what it makes of them. */
export function KnowledgeScreen() {
  const aiAgent = useAiAgent();
  const mayManage = useMayManage();
  const queryClient = useQueryClient();
  const [search, setSearch] = useState('');
  const query = documentsQuery(aiAgent.id, search);
  const page = useQuery({ ...query, placeholderData: (before) => before });
  const [adding, setAdding] = useState<readonly File[] | null>(null);
  const [removing, setRemoving] = useState<KnowledgeDocument | null>(null);
  const more = useMutation({
    mutationFn: async () => {
      if (!page.data) return;
      const longer = await readMoreDocuments(page.data, aiAgent.id, search);
      queryClient.setQueryData(query.queryKey, longer);
    },
    onError: (error) => complain(inWords(error)),
  });
  const example = useMutation({
    mutationFn: () => loadExample(aiAgent.id),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: ['documents', aiAgent.id] });
      // It brings suggested questions.
      void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
    onError: (error) => complain(inWords(error)),
  });
  const documents = page.data?.documents ?? [];
  const isEmpty = page.data?.totals.documents === 0;

  return (
    // A second, larger place to drop files on.
    <div
      className="flex min-w-0 flex-1"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (mayManage && event.dataTransfer.files.length > 0) {
          setAdding([...event.dataTransfer.files]);
        }
      }}
    >
      <Page
        wide
        title="Knowledge"
        lead={
          page.data ? (
            <KnowledgeTotals totals={page.data.totals} />
          ) : (
            'What the AI agent answers from.'
          )
        }
        actions={
          mayManage &&
          !isEmpty && (
            <Button look="primary" icon={<Plus size={16} />} onClick={() => setAdding([])}>
              Add
            </Button>
          )
        }
      >
        {!mayManage && (
          <div className="mb-5">
            <Notice kind="info">
              You can look and ask here. Owners and admins change what the AI knows.
            </Notice>
          </div>
        )}
        {mayManage && documents.some(({ kind }) => kind === 'example') && (
          <ExampleNotice aiAgentId={aiAgent.id} />
        )}
        <div className="grid items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <section aria-label="Documents" className="min-w-0">
            {page.isError ? (
              <Notice
                kind="danger"
                action={
                  <Button size="small" onClick={() => void page.refetch()}>
                    Try again
                  </Button>
                }
              >
                {inWords(page.error)}
              </Notice>
            ) : page.isPending ? (
              <RowsSkeleton />
            ) : isEmpty ? (
              <EmptyKnowledge
                mayManage={mayManage}
                loading={example.isPending}
                onAdd={setAdding}
                onExample={() => example.mutate()}
              />
            ) : (
              <>
                <DocumentSearch search={search} onSearch={setSearch} />
                {documents.length === 0 ? (
                  <p className="py-8 text-center text-ink-soft">No document fits “{search}”.</p>
                ) : (
                  <DocumentRows documents={documents} onRemove={mayManage ? setRemoving : null} />
                )}
                {page.data.nextPage !== null && (
                  <div className="flex justify-center py-4">
                    <Button busy={more.isPending} onClick={() => more.mutate()}>
                      Show more
                    </Button>
                  </div>
                )}
              </>
            )}
          </section>
          <section
            aria-label="Ask"
            className="rounded-lg border border-line bg-canvas p-4 max-xl:order-first xl:sticky xl:top-0"
          >
            <AskPanel aiAgentId={aiAgent.id} suggestions={aiAgent.look.suggestions} />
          </section>
        </div>
      </Page>
      {adding && (
        <AddDialog aiAgentId={aiAgent.id} dropped={adding} onClose={() => setAdding(null)} />
      )}
      {removing && <RemoveDialog document={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}

function RowsSkeleton() {
  return (
    <div role="status" aria-label="Loading the documents" className="flex flex-col">
      <Skeleton className="mb-3 h-8 w-full" />
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="flex h-13 items-center gap-4 border-b border-line">
          <Skeleton className="size-4" />
          <Skeleton className="h-3 w-1/2" />
          <Skeleton className="ml-auto h-5 w-16" />
        </div>
      ))}
    </div>
  );
}
