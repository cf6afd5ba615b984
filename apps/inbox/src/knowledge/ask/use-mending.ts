/** Mends a find in place: pins the question to the passage, or takes the passage out, and back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { documentQuery, useChangePassage } from '../../api/knowledge.ts';
import { inWords } from '../../api/request.ts';
import { complain } from '../../design/toasts.ts';
import { isPinned, withQuestion } from '../passages/with-question.ts';
import type { FoundPassage } from './found-why.ts';

export function useMending({ documentId, passageId }: FoundPassage, question: string) {
  const queryClient = useQueryClient();
  const change = useChangePassage();
  const [done, setDone] = useState<'pinned' | 'excluded' | null>(null);
  const onError = (error: unknown) =>
    complain(error instanceof GoneOrFull ? error.message : inWords(error));

  const pinning = useMutation({
    async mutationFn(on: boolean) {
      // The passage as it is now: what others pinned stays.
      const { passages } = await queryClient.query({ ...documentQuery(documentId), staleTime: 0 });
      const now = passages.find(({ id }) => id === passageId);
      if (!now) throw new GoneOrFull('This passage has changed since. Ask again.');
      const { pinnedQuestions: before, version } = now;
      if (on === isPinned(before, question)) return;
      const after = on
        ? withQuestion(before, question)
        : before.filter((one) => !isPinned([one], question));
      if (!after) throw new GoneOrFull('This passage has as many pinned questions as it can.');
      await change(documentId, passageId, { pinnedQuestions: after, version });
    },
    onSuccess: (_, on) => setDone(on ? 'pinned' : null),
    onError,
  });
  const excluding = useMutation({
    mutationFn: (on: boolean) => change(documentId, passageId, { excluded: on }),
    onSuccess: (_, on) => setDone(on ? 'excluded' : null),
    onError,
  });
  return {
    pinned: done === 'pinned',
    excluded: done === 'excluded',
    busy: pinning.isPending || excluding.isPending,
    pin: (on: boolean) => pinning.mutate(on),
    exclude: (on: boolean) => excluding.mutate(on),
  };
}

class GoneOrFull extends Error {}
