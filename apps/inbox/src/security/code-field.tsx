import { TextField } from '../design/field.tsx';

/** Six digits of the app; phones and password managers fill them in by themselves. */
export function CodeField({
  label = 'Code from your app',
  value,
  error,
  first = false,
  recovery = false,
  onChange,
}: {
  label?: string;
  value: string;
  error?: string | null | undefined;
  /** What the page is for: the focus begins here. */
  first?: boolean;
  /** Letters and digits instead. */
  recovery?: boolean;
  onChange: (code: string) => void;
}) {
  return (
    <TextField
      key={recovery ? 'recovery' : 'app'}
      label={label}
      name="code"
      inputMode={recovery ? 'text' : 'numeric'}
      autoComplete={recovery ? 'off' : 'one-time-code'}
      autoCapitalize="off"
      spellCheck={false}
      placeholder={recovery ? 'xxxxxx-xxxxxx-xxxxxx-xxxxxx' : '123456'}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- what was asked for is this field
      autoFocus={first}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
