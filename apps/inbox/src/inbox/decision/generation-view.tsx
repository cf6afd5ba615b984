import type { AskResult, Generation } from '@baton/protocol';
import { Check, CircleSlash2 } from 'lucide-react';
import { generationInWords, modelInWords } from './generation-words.ts';

type Passage = Pick<AskResult['passages'][number], 'passageId' | 'title' | 'heading'>;

/** Who wrote an answer, what it was asked, and what the check of each sentence left of it. */
export function GenerationView({
  generation,
  passages,
}: {
  generation: Generation;
  passages: readonly Passage[];
}) {
  const { model, standaloneQuestion, sentences, fault } = generation;
  const { name, provider } = modelInWords(model);
  return (
    <section aria-label="How it was written" className="flex flex-col gap-2 text-small">
      <div>
        <p className="mb-0.5 font-semibold text-ink-soft">
          {fault === null ? 'Written by ' : 'Not written by '}
          <span className="break-all text-ink">{name}</span>
          {provider !== null && ` (${provider})`}
        </p>
        <p className="text-pretty">{generationInWords(generation)}</p>
        {standaloneQuestion !== null && (
          <p className="mt-1 break-words text-pretty">
            <span className="text-ink-soft">Understood as </span>“{standaloneQuestion}”
          </p>
        )}
      </div>
      {sentences.length > 0 && (
        <ol className="flex flex-col">
          {sentences.map((sentence, index) => (
            <Sentence
              key={`${String(index)} ${sentence.text}`}
              sentence={sentence}
              passages={passages}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function Sentence({
  sentence: { text, removed, passageIds, why },
  passages,
}: {
  sentence: Generation['sentences'][number];
  passages: readonly Passage[];
}) {
  const from = [
    ...new Set(
      passageIds.flatMap((id) => {
        const passage = passages.find(({ passageId }) => passageId === id);
        return passage ? [passage.heading || passage.title] : [];
      }),
    ),
  ];
  return (
    <li className="flex gap-2 border-t border-line py-1.5">
      {removed ? (
        <CircleSlash2
          size={13}
          role="img"
          aria-label="Removed:"
          className="mt-0.5 shrink-0 text-warn-text"
        />
      ) : (
        <Check size={13} role="img" aria-label="Kept:" className="mt-0.5 shrink-0 text-good-text" />
      )}
      <div className="min-w-0 flex-1">
        <p dir="auto" className={`break-words ${removed ? 'text-ink-soft line-through' : ''}`}>
          {text}
        </p>
        {removed ? (
          <p className="text-warn-text">
            {why ? why.charAt(0).toUpperCase() + why.slice(1) : 'Not found in the documents'}
          </p>
        ) : (
          from.length > 0 && <p className="text-ink-soft">From {from.join(' and ')}</p>
        )}
      </div>
    </li>
  );
}
