import { Pin, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { PINNED_MOST, withQuestion } from './with-question.ts';

/** The questions a passage is to be found by. */
export function PinnedQuestions({
  questions,
  busy,
  mayManage,
  adding,
  onAdding,
  onQuestions,
}: {
  questions: readonly string[];
  busy: boolean;
  mayManage: boolean;
  adding: boolean;
  onAdding: (on: boolean) => void;
  onQuestions: (questions: string[], done?: () => void) => void;
}) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (adding) field.current?.focus();
  }, [adding]);
  const full = questions.length >= PINNED_MOST;
  return (
    <section aria-label="Pinned questions" className="mt-3 border-t border-line pt-3">
      <p className="mb-1.5 flex items-center gap-1.5 text-small font-medium text-ink-soft">
        <Pin size={12} aria-hidden />
        Also found by {questions.length === 0 && 'questions you pin here'}
      </p>
      {questions.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {questions.map((question) => (
            <li
              key={question}
              className="flex max-w-full items-center gap-1 rounded-full bg-sunken py-0.5 pr-1 pl-2.5 text-small"
            >
              <span className="min-w-0 break-words" dir="auto">
                {question}
              </span>
              {mayManage && (
                <button
                  type="button"
                  aria-label={`Unpin “${question}”`}
                  disabled={busy}
                  onClick={() => onQuestions(questions.filter((one) => one !== question))}
                  className="grid size-5 shrink-0 place-items-center rounded-full text-ink-soft hover:bg-hover hover:text-ink max-md:size-8"
                >
                  <X size={12} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && mayManage && (
        <form
          className="mt-2 flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const next = withQuestion(questions, text);
            if (next) onQuestions(next, () => setText(''));
          }}
        >
          <input
            ref={field}
            type="text"
            aria-label="A question customers ask"
            placeholder={full ? `${PINNED_MOST} at most` : 'A question, as customers ask it'}
            disabled={full}
            maxLength={300}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              onAdding(false);
            }}
            className="field flex-1"
          />
          <Button type="submit" busy={busy} disabled={full || text.trim() === ''}>
            Pin
          </Button>
        </form>
      )}
    </section>
  );
}
