import { Switch } from 'radix-ui';
import { useId, useState } from 'react';
import { FoundCard } from './found-card.tsx';
import type { FoundPassage } from './found-why.ts';

/** The rest is rarely what matters. */
const AT_FIRST = 4;

/** What was found for the question, best first, and why; each to be mended right here. */
export function FoundPassages({
  question,
  passages,
  mayManage,
  onAgain,
}: {
  question: string;
  passages: readonly FoundPassage[];
  mayManage: boolean;
  /** Asks once more, after something was mended. */
  onAgain: () => void;
}) {
  const id = useId();
  const [all, setAll] = useState(false);
  const [numbers, setNumbers] = useState(false);
  if (passages.length === 0) {
    return <p className="text-small text-ink-soft">No passage of the documents came close.</p>;
  }
  return (
    <section aria-label="What was found">
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <h2 className="text-small font-semibold text-ink-soft">What was found, and why</h2>
        <span className="flex items-center gap-1.5">
          <label htmlFor={id} className="text-small text-ink-soft">
            Numbers
          </label>
          <Switch.Root
            id={id}
            checked={numbers}
            onCheckedChange={setNumbers}
            className="relative h-4 w-7 rounded-full bg-field-line transition-colors data-[state=checked]:bg-accent"
          >
            <Switch.Thumb className="block size-3 translate-x-0.5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-3.5" />
          </Switch.Root>
        </span>
      </div>
      <ol className="flex flex-col gap-2">
        {passages.slice(0, all ? undefined : AT_FIRST).map((passage, index) => (
          <FoundCard
            key={passage.passageId}
            place={index + 1}
            question={question}
            passage={passage}
            numbers={numbers}
            mayManage={mayManage}
            onAgain={onAgain}
          />
        ))}
      </ol>
      {!all && passages.length > AT_FIRST && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-2 rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {passages.length - AT_FIRST} more
        </button>
      )}
    </section>
  );
}
