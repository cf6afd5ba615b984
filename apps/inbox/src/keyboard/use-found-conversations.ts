import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readPage } from '../api/conversations.ts';
import { contactName } from '../inbox/words.ts';

const PAUSE_MS = 200;

/** Open conversations that fit what was typed, once the typing pauses. */
export function useFoundConversations(typed: string) {
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({
    queryKey: ['found', words],
    queryFn: ({ signal }) => readPage('open', words, null, signal),
    enabled: words.length >= 2,
    staleTime: 10_000,
  });
  if (words.length < 2) return [];
  return (found.data?.conversations ?? []).slice(0, 8).map(({ id, contact, preview }) => ({
    id,
    name: contactName(contact),
    preview: preview.text,
  }));
}
