import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { documentsQuery, loadExample, useAiAgent } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { useMayManage } from '../api/session.ts';
import { sourcesQuery } from '../api/sources.ts';
import { Button } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { Notice } from '../design/notice.tsx';
import { Page } from '../design/page.tsx';
import { Tabs } from '../design/tabs.tsx';
import { complain } from '../design/toasts.ts';
import { useCommand } from '../keyboard/use-command.ts';
import { AddDialog } from './adding/add-dialog.tsx';
import type { Way } from './adding/add-ways.tsx';
import { AskPanel } from './ask/ask-panel.tsx';
import { DocumentList } from './document-list.tsx';
import { EmptyKnowledge } from './empty-knowledge.tsx';
import { ExampleNotice } from './example-notice.tsx';
import { KnowledgeTotals } from './knowledge-totals.tsx';
import { SourceList } from './sources/source-list.tsx';

/** What the AI agent knows: its sources, its documents, and a place to try what it makes of them. */
export function KnowledgeScreen() {
  const aiAgent = useAiAgent();
  const mayManage = useMayManage();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { show = 'sources' } = useSearch({ from: '/app/knowledge' });
  const page = useQuery(documentsQuery(aiAgent.id, ''));
  const sources = useQuery(sourcesQuery(aiAgent.id));
  const [adding, setAdding] = useState<{ way: Way; files: readonly File[] } | null>(null);
  const addBy = (way: Way, files: readonly File[] = []) => setAdding({ way, files });
  const example = useMutation({
    mutationFn: () => loadExample(aiAgent.id),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: ['documents', aiAgent.id] });
      void queryClient.invalidateQueries({ queryKey: ['sources', aiAgent.id] });
      // It brings suggested questions.
      void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
    onError: (error) => complain(inWords(error)),
  });
  const listed = sources.data?.sources ?? [];
  const isEmpty =
    page.data?.totals.documents === 0 && !listed.some(({ kind }) => kind === 'website');
  const hasExample =
    listed.some(({ kind, documentCount }) => kind === 'example' && documentCount > 0) ||
    (page.data?.documents.some(({ kind }) => kind === 'example') ?? false);
  useCommand({
    label: 'Add knowledge',
    group: 'General',
    enabled: mayManage,
    run: () => addBy('website'),
  });

  return (
    // A second, larger place to drop files on.
    <div
      className="flex min-w-0 flex-1"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (mayManage && event.dataTransfer.files.length > 0) {
          addBy('files', [...event.dataTransfer.files]);
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
            <Button look="primary" icon={<Plus size={16} />} onClick={() => addBy('website')}>
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
        <div className="grid items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <section aria-label="What it knows" className="min-w-0">
            {isEmpty ? (
              <EmptyKnowledge
                mayManage={mayManage}
                loading={example.isPending}
                onAdd={addBy}
                onExample={() => example.mutate()}
              />
            ) : (
              <Tabs
                label="What it knows, by"
                value={show}
                onChange={(next) =>
                  void navigate({
                    to: '/knowledge',
                    search: next === 'documents' ? { show: next } : {},
                    replace: true,
                  })
                }
                tabs={[
                  {
                    value: 'sources',
                    label: 'Sources',
                    content: (
                      <>
                        <SourceList aiAgentId={aiAgent.id} mayManage={mayManage} />
                        {mayManage && hasExample && <ExampleNotice aiAgentId={aiAgent.id} />}
                      </>
                    ),
                  },
                  {
                    value: 'documents',
                    label: 'All documents',
                    content: <DocumentList aiAgentId={aiAgent.id} mayManage={mayManage} />,
                  },
                ]}
              />
            )}
          </section>
          <section
            aria-label="Ask"
            // As high as the screen at most: long results scroll within.
            className={classNames(
              'rounded-lg border border-line bg-canvas p-4 xl:sticky xl:top-0 xl:max-h-[calc(100dvh-4rem)] xl:overflow-y-auto',
              !isEmpty && 'max-xl:order-first',
            )}
          >
            <AskPanel
              aiAgentId={aiAgent.id}
              mayManage={mayManage}
              suggestions={aiAgent.look.suggestions}
            />
          </section>
        </div>
      </Page>
      {adding && (
        <AddDialog
          aiAgentId={aiAgent.id}
          way={adding.way}
          dropped={adding.files}
          onClose={() => setAdding(null)}
        />
      )}
    </div>
  );
}
