import type { AddDocumentRequest } from '@baton/protocol';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { TextAreaField, TextField } from '../../design/field.tsx';

/** A question customers ask, and the answer they should get. */
export function QaForm({
  onAdd,
  busy,
  errors,
}: {
  onAdd: (body: AddDocumentRequest) => void;
  busy: boolean;
  errors: Record<string, string>;
}) {
  const [question, setQuestion] = useState('');
  const [answer, setAnswer] = useState('');
  const ready = question.trim() !== '' && answer.trim() !== '';
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onAdd({ kind: 'qa', question, answer });
      }}
    >
      <TextField
        label="Question"
        placeholder="As a customer would ask it"
        value={question}
        maxLength={500}
        error={errors['question']}
        onChange={(event) => setQuestion(event.target.value)}
      />
      <TextAreaField
        label="Answer"
        rows={6}
        value={answer}
        error={errors['answer']}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <Button look="primary" type="submit" busy={busy} disabled={!ready} className="self-start">
        Add question and answer
      </Button>
    </form>
  );
}
