import { classNames } from './class-names.ts';

/** A few choices side by side, one of them chosen: small, for how something is looked at. */
export function Switcher<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset className="flex w-fit max-w-full flex-wrap gap-0.5 rounded-md bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={classNames(
            'h-7 rounded-sm px-2.5 text-small font-medium max-md:h-9',
            option.value === value
              ? 'bg-surface text-ink shadow-low'
              : 'text-ink-soft hover:text-ink',
          )}
        >
          {option.name}
        </button>
      ))}
    </fieldset>
  );
}
