import { FileUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { classNames } from '../../design/class-names.ts';

/** What the server reads; a test holds them together. */
export const ACCEPTED = '.md,.markdown,.mdx,.html,.htm,.txt,.pdf,.docx,.docm,.csv,.tsv,.zip';

/** Drop files, or choose them. */
export function DropZone({
  onFiles,
  busy = false,
}: {
  onFiles: (files: readonly File[]) => void;
  busy?: boolean;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
      className={classNames(
        'flex flex-col items-center gap-1 rounded-lg border border-dashed px-6 py-8 text-center transition-colors',
        over ? 'border-accent bg-accent-soft' : 'border-field-line bg-canvas',
      )}
    >
      <FileUp size={22} aria-hidden className="mb-1 text-ink-soft" />
      <p className="text-read font-medium">
        Drop files here, or{' '}
        <label
          htmlFor={id}
          className="cursor-pointer rounded-sm text-accent-text underline underline-offset-2 has-focus-visible:outline-2"
        >
          choose them
          <input
            ref={input}
            id={id}
            type="file"
            multiple
            accept={ACCEPTED}
            disabled={busy}
            className="sr-only"
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </label>
      </p>
      <p className="text-small text-ink-soft">
        PDF, Word, Markdown, HTML, text, CSV or ZIP, up to 25 MB each
      </p>
    </div>
  );
}
