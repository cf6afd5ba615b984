/** Begin to read a website, go on reading it, or stop: with a word when that was refused. */
import type { KnowledgeSource } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { inWords } from '../../api/request.ts';
import { useSourceActions } from '../../api/sources.ts';
import { complain } from '../../design/toasts.ts';

export function useReading(source: KnowledgeSource) {
  const actions = useSourceActions(source.aiAgentId);
  const acting = useMutation({
    mutationFn: (act: 'read' | 'stop') => actions[act](source.id),
    onError: (error) => complain(inWords(error)),
  });
  return {
    busy: acting.isPending,
    read: () => acting.mutate('read'),
    stop: () => acting.mutate('stop'),
    readWords: source.state === 'stopped' ? 'Go on reading' : 'Read now',
  };
}
