import type { KnowledgePassage } from '@baton/protocol';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Markdown } from '../../text/markdown.tsx';

/** Writes a passage anew, in its place. Escape leaves it as it was; Ctrl or Cmd with Enter saves. */
export function PassageEditor({
  passage,
  busy,
  onSave,
  onCancel,
}: {
  passage: KnowledgePassage;
  busy: boolean;
  /** Null: the document's own wording again. */
  onSave: (text: string | null) => void;
  onCancel: () => void;
}) {
  const [text, setText] = useState(passage.text);
  const [preview, setPreview] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = area;
    current?.focus({ preventScroll: true });
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  const wording = text.trim();
  const same = wording === passage.text.trim();
  const save = () => {
    if (wording === '' || busy) return;
    if (same) onCancel();
    else onSave(wording);
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {preview ? (
        <div className="min-h-24 rounded-md border border-line bg-canvas px-2.5 py-1.5 text-read">
          <Markdown text={text} />
        </div>
      ) : (
        <textarea
          ref={area}
          aria-label="Text of the passage, in Markdown"
          value={text}
          maxLength={8_000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              save();
            }
            if (event.key === 'Escape') {
              event.stopPropagation();
              onCancel();
            }
          }}
          // As high as what is written in it.
          className="field field-sizing-content max-h-[60dvh] min-h-24 resize-y font-mono leading-relaxed"
        />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" size="small" type="submit" busy={busy} disabled={wording === ''}>
          Save
        </Button>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          size="small"
          look="quiet"
          aria-pressed={preview}
          onClick={() => setPreview(!preview)}
        >
          {preview ? 'Write' : 'Preview'}
        </Button>
        {passage.edited && (
          <Button size="small" look="quiet" className="ml-auto" onClick={() => onSave(null)}>
            Back to original
          </Button>
        )}
      </div>
    </form>
  );
}
