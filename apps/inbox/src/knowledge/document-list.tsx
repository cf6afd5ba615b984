import type { KnowledgeDocument } from '@baton/protocol';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { documentsQuery, readMoreDocuments } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { NotLoaded } from '../app/not-loaded.tsx';
import { Button } from '../design/button.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { complain } from '../design/toasts.ts';
import { DocumentRows } from './document-rows.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { SearchBox } from './search-box.tsx';

/** Documents of one source or of all: searched, opened, removed, more on demand. */
export function DocumentList({
  aiAgentId,
  sourceId = null,
  mayManage,
}: {
  aiAgentId: string;
  sourceId?: string | null;
  mayManage: boolean;
}) {
  const queryClient = useQueryClient();
  const [search, setSearch] = useState('');
  const [removing, setRemoving] = useState<KnowledgeDocument | null>(null);
  const query = documentsQuery(aiAgentId, search, sourceId);
  const page = useQuery({ ...query, placeholderData: keepPreviousData });
  const more = useMutation({
    mutationFn: async () => {
      if (!page.data) return;
      const longer = await readMoreDocuments(page.data, aiAgentId, search, sourceId);
      queryClient.setQueryData(query.queryKey, longer);
    },
    onError: (error) => complain(inWords(error)),
  });
  if (page.isPending) return <RowsSkeleton />;
  if (page.isError && !page.data) {
    return <NotLoaded query={page} />;
  }
  const { documents, nextPage } = page.data;
  return (
    <>
      <div className="mb-2">
        <SearchBox label="Search documents" search={search} onSearch={setSearch} />
      </div>
      {documents.length === 0 ? (
        <p className="py-10 text-center text-ink-soft">
          {search === '' ? 'No documents yet.' : `No document fits “${search}”.`}
        </p>
      ) : (
        <DocumentRows documents={documents} onRemove={mayManage ? setRemoving : null} />
      )}
      {nextPage !== null && (
        <div className="flex justify-center py-4">
          <Button busy={more.isPending} onClick={() => more.mutate()}>
            Show more
          </Button>
        </div>
      )}
      {removing && <RemoveDialog document={removing} onClose={() => setRemoving(null)} />}
    </>
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
