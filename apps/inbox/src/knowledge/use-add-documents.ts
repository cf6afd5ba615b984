/** Adding to what the AI agent knows: in batches, with a word about each document. */
import type { AddDocumentRequest, AddedDocument, AddedDocuments } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addDocument, loadExample, uploadDocuments } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { batches, type Refused, sortFiles } from './upload-batches.ts';

export type AddResult = Pick<AddedDocument, 'name' | 'result' | 'reason'>;

export function useAddDocuments(aiAgentId: string) {
  const queryClient = useQueryClient();
  const [results, setResults] = useState<readonly AddResult[]>([]);
  const [left, setLeft] = useState(0);
  const took = ({ results: more }: AddedDocuments) => {
    setResults((all) => [...all, ...more]);
    void queryClient.invalidateQueries({ queryKey: ['documents', aiAgentId] });
  };

  const typed = useMutation({
    mutationFn: (body: AddDocumentRequest) => addDocument(aiAgentId, body),
    onSuccess: took,
  });
  const example = useMutation({ mutationFn: () => loadExample(aiAgentId), onSuccess: took });
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const { good, refused } = sortFiles(files);
      setResults((all) => [...all, ...refused.map(asResult)]);
      setLeft(good.length);
      for (const batch of batches(good)) {
        try {
          // One batch at a time keeps the progress honest.
          took(await uploadDocuments(aiAgentId, batch));
        } catch (error) {
          const reason = inWords(error);
          setResults((all) => [...all, ...batch.map(({ name }) => asResult({ name, reason }))]);
        }
        setLeft((count) => count - batch.length);
      }
    },
  });
  return { results, left, typed, example, upload, forget: () => setResults([]) };
}

const asResult = ({ name, reason }: Refused): AddResult => ({ name, result: 'rejected', reason });
