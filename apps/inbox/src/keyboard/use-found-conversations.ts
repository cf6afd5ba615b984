import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readPage } from '../api/conversations.ts';
import { viewWords } from '../inbox/views/inbox-views.ts';
import { contactName } from '../inbox/words.ts';

const PAUSE_MS = 200;

/** Where to look, nearest at hand first. */
const places = ['open', 'snoozed', 'resolved'] as const;
const AT_MOST = 8;

/** Conversations that fit what was typed, once the typing pauses; what is open comes first. */
export function useFoundConversations(typed: string) {
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({
    queryKey: ['found', words],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        places.map(async (view) => ({ view, page: await readPage(view, words, null, signal) })),
      );
      return pages.flatMap(({ view, page }) =>
        page.conversations.map((conversation) => ({ ...conversation, view })),
      );
    },
    enabled: words.length >= 2,
    staleTime: 10_000,
  });
  if (words.length < 2) return [];
  return (found.data ?? []).slice(0, AT_MOST).map(({ id, view, contact, preview }) => ({
    id,
    view,
    name: contactName(contact),
    preview: view === 'open' ? preview.text : `${viewWords(view).name} · ${preview.text}`,
  }));
}
