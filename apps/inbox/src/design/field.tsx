import { type ComponentProps, type ReactNode, useId } from 'react';

type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };
type Props = {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** Beside the label, at the right. */
  aside?: ReactNode;
  children: (control: Control) => ReactNode;
};

/** A labelled control with its hint and its error, tied together for the screen reader. */
export function Field({ label, hint, error, aside, children }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-base font-medium">
          {label}
        </label>
        {aside}
      </div>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true } : {}),
      })}
      {error && (
        <p id={`${id}-error`} className="text-small text-danger-text">
          {error}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-small text-ink-soft">
          {hint}
        </div>
      )}
    </div>
  );
}

type TextFieldProps = Omit<Props, 'children'> & ComponentProps<'input'>;

export function TextField({ label, hint, error, aside, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => <input type="text" {...input} {...control} className="field" />}
    </Field>
  );
}

type TextAreaFieldProps = Omit<Props, 'children'> & ComponentProps<'textarea'>;

export function TextAreaField({ label, hint, error, aside, ...area }: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => <textarea rows={4} {...area} {...control} className="field resize-y" />}
    </Field>
  );
}
