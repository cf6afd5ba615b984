import type { ReactNode } from 'react';
import { Field } from '../design/field.tsx';

/** A share of one, dragged, with its value in large letters and what its ends mean. */
export function ShareSlider({
  label,
  value,
  words,
  min,
  max,
  step = 0.01,
  ends,
  hint,
  onChange,
}: {
  label: string;
  value: number;
  /** The value, as it is written and spoken. */
  words: string;
  min: number;
  max: number;
  step?: number;
  ends?: readonly [string, string];
  hint?: ReactNode;
  onChange: (value: number) => void;
}) {
  return (
    <Field
      label={label}
      hint={hint}
      aside={
        <output className="text-lead font-semibold whitespace-nowrap tabular-nums">{words}</output>
      }
    >
      {(control) => (
        <div>
          <input
            {...control}
            type="range"
            min={min}
            max={max}
            step={step}
            value={value}
            aria-valuetext={words}
            onChange={(event) => onChange(Number(event.target.value))}
            className="h-6 w-full accent-accent max-md:h-10"
          />
          {ends && (
            <div aria-hidden className="flex justify-between text-small text-ink-faint">
              <span>{ends[0]}</span>
              <span>{ends[1]}</span>
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
