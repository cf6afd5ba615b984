import type { KnowledgePassage } from '@baton/protocol';

/** The pieces the AI searches and quotes. */
export function PassageCards({ passages }: { passages: readonly KnowledgePassage[] }) {
  if (passages.length === 0) return <p className="text-ink-soft">No passages yet.</p>;
  return (
    <ol className="flex flex-col gap-3">
      {passages.map(({ id, trail, heading, text }) => (
        <li key={id} className="rounded-md border border-line p-3">
          <p className="mb-1 text-small font-medium text-ink-soft">
            {trail.length > 0 ? trail.join(' › ') : heading}
          </p>
          <p className="text-read whitespace-pre-wrap" dir="auto">
            {text}
          </p>
        </li>
      ))}
    </ol>
  );
}
