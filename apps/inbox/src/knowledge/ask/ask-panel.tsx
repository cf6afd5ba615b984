import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/knowledge.ts';
import { inWords } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { TextAreaField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { AskAnswer } from './ask-answer.tsx';

/** Ask as a customer would: what the AI would say, how sure it is, and what it looked at. */
export function AskPanel({
  aiAgentId,
  mayManage,
  suggestions = [],
}: {
  aiAgentId: string;
  /** May mend what was found. */
  mayManage: boolean;
  suggestions?: readonly string[];
}) {
  const [question, setQuestion] = useState('');
  const asking = useMutation({ mutationFn: (text: string) => ask(aiAgentId, text) });
  const send = (text: string) => {
    if (text.trim() !== '') asking.mutate(text.trim());
  };
  return (
    <div className="flex flex-col gap-4">
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          send(question);
        }}
      >
        <TextAreaField
          label="Ask your AI agent"
          hint="Nothing is sent to a customer."
          rows={2}
          placeholder="As a customer would ask it"
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send(question);
          }}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button
            look="primary"
            type="submit"
            busy={asking.isPending}
            disabled={question.trim() === ''}
          >
            Ask
          </Button>
          {asking.isIdle &&
            suggestions.map((suggestion) => (
              <button
                key={suggestion}
                type="button"
                onClick={() => {
                  setQuestion(suggestion);
                  send(suggestion);
                }}
                className="rounded-full border border-line-strong px-2.5 py-1 text-small text-ink-soft hover:bg-hover hover:text-ink"
              >
                {suggestion}
              </button>
            ))}
        </div>
      </form>
      <div aria-live="polite">
        {asking.isPending && (
          <div className="flex flex-col gap-2">
            <Skeleton className="h-5 w-28" />
            <Skeleton className="h-16 w-full rounded-lg" />
            <Skeleton className="h-4 w-3/4" />
          </div>
        )}
        {asking.isError && <Notice kind="danger">{inWords(asking.error)}</Notice>}
        {asking.data && !asking.isPending && (
          <AskAnswer
            question={asking.variables}
            result={asking.data}
            mayManage={mayManage}
            onAgain={() => asking.mutate(asking.variables)}
          />
        )}
      </div>
    </div>
  );
}
