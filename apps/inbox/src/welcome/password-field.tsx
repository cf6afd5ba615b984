import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '../design/class-names.ts';
import { Field } from '../design/field.tsx';
import { passwordStrength } from './password-strength.ts';

const colours = ['bg-line-strong', 'bg-danger', 'bg-warn', 'bg-good'];

/** A new password, with how strong it is, and a way to see what was typed. */
export function NewPasswordField({
  label = 'Password',
  name = 'password',
  value,
  onChange,
  error,
}: {
  label?: string;
  name?: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null | undefined;
}) {
  const [shown, setShown] = useState(false);
  const { level, words } = passwordStrength(value);
  return (
    <Field
      label={label}
      error={error}
      hint={
        <span className="flex items-center gap-2">
          <span aria-hidden className="flex gap-1">
            {[1, 2, 3].map((step) => (
              <span
                key={step}
                className={classNames(
                  'h-1 w-7 rounded-full',
                  level >= step ? colours[level] : 'bg-line-strong',
                )}
              />
            ))}
          </span>
          <span aria-live="polite">{words}</span>
        </span>
      }
    >
      {(control) => (
        <span className="relative block">
          <input
            {...control}
            name={name}
            type={shown ? 'text' : 'password'}
            autoComplete="new-password"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className="field pr-10!"
          />
          <button
            type="button"
            aria-label={shown ? 'Hide the password' : 'Show the password'}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute top-1/2 right-1 grid size-8 -translate-y-1/2 place-items-center rounded-md text-ink-soft hover:text-ink"
          >
            {shown ? <EyeOff size={16} /> : <Eye size={16} />}
          </button>
        </span>
      )}
    </Field>
  );
}
