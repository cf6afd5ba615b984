import { useState } from 'react';
import { TextAreaField } from '../../design/field.tsx';

/** A short list, a line each. Empty lines may stand while one types. */
export function LinesField({
  label,
  hint,
  lines,
  most,
  longest,
  error,
  onChange,
}: {
  label: string;
  hint: string;
  lines: readonly string[];
  most: number;
  /** Characters of a line. */
  longest: number;
  error?: string | undefined;
  onChange: (lines: string[]) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextAreaField
      label={label}
      hint={hint}
      error={error}
      rows={Math.min(6, Math.max(2, lines.length + 1))}
      value={typed ?? lines.join('\n')}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(
          event.target.value
            .split('\n')
            .map((line) => line.trim().slice(0, longest))
            .filter(Boolean)
            .slice(0, most),
        );
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
