import { Plus } from 'lucide-react';
import { TextAreaField } from '../../design/field.tsx';
import { INSTRUCTIONS_LIMIT, instructionExamples, withExample } from './voice-words.ts';

/** Free words, with how many are left and a few to begin with. */
export function InstructionsField({
  instructions,
  error,
  onChange,
}: {
  instructions: string;
  error: string | undefined;
  onChange: (instructions: string) => void;
}) {
  const left = INSTRUCTIONS_LIMIT - instructions.length;
  const unused = instructionExamples.filter((example) => !instructions.includes(example));
  return (
    <div className="flex flex-col gap-2.5">
      <TextAreaField
        label="Instructions"
        rows={6}
        maxLength={INSTRUCTIONS_LIMIT}
        value={instructions}
        error={error}
        aside={
          <span
            className={`text-small tabular-nums ${left < 200 ? 'text-warn-text' : 'text-ink-faint'}`}
          >
            {instructions.length.toLocaleString('en')} of {INSTRUCTIONS_LIMIT.toLocaleString('en')}
          </span>
        }
        onChange={(event) => onChange(event.target.value)}
      />
      {unused.length > 0 && (
        <fieldset className="flex flex-wrap items-center gap-1.5">
          <legend className="mb-1.5 text-small text-ink-soft">For example</legend>
          {unused.map((example) => (
            <button
              key={example}
              type="button"
              onClick={() => onChange(withExample(instructions, example))}
              className="inline-flex min-h-7 items-center gap-1 rounded-full border border-line-strong px-2.5 py-0.5 text-left text-small text-ink-soft hover:bg-hover hover:text-ink disabled:opacity-60 max-md:min-h-9"
            >
              <Plus size={12} aria-hidden className="shrink-0" />
              {example}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
