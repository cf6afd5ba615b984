import { useId } from 'react';
import { Toggle } from './toggle.tsx';

/** On or off, at once, with a label and a sentence about what it does. */
export function Switch({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6">
      <div>
        <label htmlFor={id} className="text-base font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-small text-ink-soft">
            {hint}
          </p>
        )}
      </div>
      <span className="mt-0.5 flex">
        <Toggle
          id={id}
          checked={checked}
          disabled={disabled}
          onChange={onChange}
          {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        />
      </span>
    </div>
  );
}
