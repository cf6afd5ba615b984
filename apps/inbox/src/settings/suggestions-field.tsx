import { Plus, X } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { IconButton } from '../design/icon-button.tsx';

const MOST = 5;

/** Questions offered before the first message. */
export function SuggestionsField({
  suggestions,
  onChange,
}: {
  suggestions: readonly string[];
  onChange: (suggestions: string[]) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-base font-medium">Suggested questions</legend>
      {suggestions.map((suggestion, index) => {
        const key = `suggestion-${index}`;
        return (
          <div key={key} className="flex items-center gap-1">
            <input
              type="text"
              aria-label={`Suggested question ${index + 1}`}
              maxLength={120}
              value={suggestion}
              onChange={(event) => onChange(suggestions.with(index, event.target.value))}
              className="field"
            />
            <IconButton
              label={`Remove question ${index + 1}`}
              onClick={() => onChange(suggestions.toSpliced(index, 1))}
            >
              <X size={15} />
            </IconButton>
          </div>
        );
      })}
      {suggestions.length < MOST && (
        <Button
          size="small"
          icon={<Plus size={14} />}
          className="self-start"
          onClick={() => onChange([...suggestions, ''])}
        >
          Add a question
        </Button>
      )}
    </fieldset>
  );
}
