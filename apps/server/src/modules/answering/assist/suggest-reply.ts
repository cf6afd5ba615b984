// What a teammate might answer: the passages' own words, or a model's with every sentence checked.

import type { AssistFrame } from '@baton/protocol';
import { draftAnswer } from '../core/draft.ts';
import { readEpisode } from '../core/episode.ts';
import { standaloneQuestion } from '../writing/index.ts';
import type { Assisting } from './assisting.ts';

const PASSAGES = 10;
const NOTHING = 'Nothing in your documents answers what the customer asked last.';

export async function suggestReply({
  tools,
  workspaceId,
  stored,
  writer,
  signal,
  emit,
}: Assisting): Promise<void> {
  const episode = readEpisode(stored.events);
  const question = openQuestion(episode);
  if (question === null)
    return emit(nothing('The customer has not asked anything in this conversation yet.'));
  const before = episode.before;
  const standalone =
    writer === null
      ? await standaloneQuestion(null, before, question, signal)
      : await writer.standalone(before, question);
  const asked = standalone ?? question;
  const scope = { workspaceId, aiAgentId: stored.summary.aiAgentId };
  const { passages } = await tools.knowledge.retrieve(scope, asked, {
    limit: PASSAGES,
    places: writer === null ? 'first' : 'all',
  });
  if (writer === null) {
    const draft = await draftAnswer(asked, passages, tools.draftTools);
    if (draft === null) return emit(nothing(NOTHING));
    return emit({ ...done(draft.text), sources: draft.sources, by: 'embedded' });
  }

  let shown = '';
  const what = { question, standalone, history: before, passages, language: null };
  const { draft, generation } = await writer.write(what, ({ text }) => {
    if (!text.startsWith(shown)) return;
    emit({ type: 'text', text: text.slice(shown.length) });
    shown = text;
  });
  const unsupported = generation.sentences.filter(({ removed }) => removed).map(({ text }) => text);
  if (draft === null) return emit(nothing(NOTHING));
  emit({ ...done(draft.text), sources: draft.sources, unsupported });
}

/** What nobody has answered; else what the customer said last. */
function openQuestion(episode: ReturnType<typeof readEpisode>): string | null {
  if (episode.question !== '') return episode.question;
  return episode.before.findLast(({ author }) => author === 'customer')?.text ?? null;
}

type Done = Extract<AssistFrame, { type: 'done' }>;
const done = (text: string): Done => ({
  type: 'done',
  text,
  sources: [],
  by: 'model',
  unsupported: [],
});

const nothing = (words: string): AssistFrame => ({ type: 'failed', code: 'nothing_found', words });
