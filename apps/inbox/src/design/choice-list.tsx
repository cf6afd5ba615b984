import { useId } from 'react';
import { classNames } from './class-names.ts';

/** A few ways, one of which is chosen, each with a sentence about it. */
export function ChoiceList<Value extends string>({
  label,
  value,
  options,
  onChange,
  columns = 1,
  labelShown = true,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string; hint: string }[];
  onChange: (value: Value) => void;
  /** Beside each other, where there is room. */
  columns?: 1 | 2 | 3;
  /** Else it is only spoken: a heading says the same. */
  labelShown?: boolean;
}) {
  const group = useId();
  return (
    <fieldset>
      <legend className={labelShown ? 'mb-2 text-base font-medium' : 'sr-only'}>{label}</legend>
      <div
        className={classNames(
          'grid gap-2',
          columns === 2 && 'sm:grid-cols-2',
          columns === 3 && 'lg:grid-cols-3',
        )}
      >
        {options.map((option) => (
          // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its text is below
          <label
            key={option.value}
            className={classNames(
              'flex cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-disabled:cursor-default',
              option.value === value
                ? 'border-accent bg-selected'
                : 'border-line-strong hover:border-field-line has-disabled:hover:border-line-strong',
            )}
          >
            <input
              type="radio"
              name={group}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span className="block font-medium">{option.name}</span>
              <span className="block text-small text-ink-soft">{option.hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
