/** Adding to what the AI agent knows: in batches, with a word about each document. */
import type { AddDocumentRequest, AddedDocuments } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { addDocument, loadExample, uploadDocuments } from '../../api/knowledge.ts';
import { inWords } from '../../api/request.ts';
import type { AddResult } from './group-results.ts';
import { batches, type Refused, sortFiles } from './upload-batches.ts';

export function useAddDocuments(aiAgentId: string) {
  const queryClient = useQueryClient();
  const [results, setResults] = useState<readonly AddResult[]>([]);
  /** Uploads under way; files dropped meanwhile join them. */
  const under = useRef(0);
  const [left, setLeft] = useState(0);
  const [added, setAdded] = useState(0);
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['documents', aiAgentId] });
    void queryClient.invalidateQueries({ queryKey: ['sources', aiAgentId] });
  };
  // Newest first, so that what was refused before hides nothing.
  const add = (more: readonly AddResult[]) => setResults((all) => [...more, ...all]);
  const startAnew = ({ results: only }: AddedDocuments) => {
    setResults(only);
    setAdded((count) => count + 1);
    refresh();
    // The example brings suggested questions, too.
    void queryClient.invalidateQueries({ queryKey: ['session'] });
  };

  const typed = useMutation({
    mutationFn: (body: AddDocumentRequest) => addDocument(aiAgentId, body),
    onSuccess: startAnew,
  });
  const example = useMutation({ mutationFn: () => loadExample(aiAgentId), onSuccess: startAnew });
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const { good, refused } = sortFiles(files);
      const before = under.current;
      under.current += 1;
      if (before === 0) setResults([]);
      add(refused.map(asResult));
      setLeft((count) => count + good.length);
      for (const batch of batches(good)) {
        try {
          // One batch at a time keeps the progress honest.
          add((await uploadDocuments(aiAgentId, batch)).results);
          refresh();
        } catch (error) {
          const reason = inWords(error);
          add(batch.map(({ name }) => asResult({ name, reason })));
        }
        setLeft((count) => count - batch.length);
      }
      under.current -= 1;
    },
  });
  return { results, left, added, typed, example, upload };
}

const asResult = ({ name, reason }: Refused): AddResult => ({
  name,
  result: 'rejected',
  reason,
  rows: null,
});
