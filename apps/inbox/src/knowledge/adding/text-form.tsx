import type { AddDocumentRequest } from '@baton/protocol';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { TextAreaField, TextField } from '../../design/field.tsx';

type Errors = Record<string, string>;

/** Text pasted in, with a title and, if there is one, the page customers can open. */
export function TextForm({
  onAdd,
  busy,
  errors,
}: {
  onAdd: (body: AddDocumentRequest) => void;
  busy: boolean;
  errors: Errors;
}) {
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [url, setUrl] = useState('');
  const ready = title.trim() !== '' && text.trim() !== '';
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onAdd({ kind: 'text', title, text, url: url.trim() || null });
      }}
    >
      <TextField
        label="Title"
        value={title}
        maxLength={200}
        error={errors['title']}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextAreaField
        label="Text"
        rows={9}
        hint="Markdown headings help the AI find the right part."
        value={text}
        error={errors['text']}
        onChange={(event) => setText(event.target.value)}
      />
      <TextField
        label="Address (optional)"
        type="url"
        placeholder="https://"
        hint="Customers get this link as the source of an answer."
        value={url}
        error={errors['url']}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button look="primary" type="submit" busy={busy} disabled={!ready} className="self-start">
        Add text
      </Button>
    </form>
  );
}
