import { classNames } from '../design/class-names.ts';

/** In which lower corner of the page the chat sits. */
export function PositionField({
  position,
  onChange,
}: {
  position: 'left' | 'right';
  onChange: (position: 'left' | 'right') => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-base font-medium">Corner</legend>
      <div className="inline-flex rounded-md border border-line-strong p-0.5">
        {(['left', 'right'] as const).map((side) => (
          <label
            key={side}
            className={classNames(
              'relative cursor-pointer rounded-sm px-3 py-1 font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus',
              position === side ? 'bg-selected text-ink' : 'text-ink-soft hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="position"
              value={side}
              checked={position === side}
              onChange={() => onChange(side)}
              className="sr-only"
            />
            {side === 'left' ? 'Bottom left' : 'Bottom right'}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
