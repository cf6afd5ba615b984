import { classNames } from '../design/class-names.ts';
import { inkOn } from './contrast.ts';

const presets = ['#0d6157', '#1f4fa3', '#6b3fa0', '#a3324b', '#b4540a', '#1d2623'];

/** The chat's colour: a few good ones, or any. */
export function AccentField({
  accent,
  onChange,
}: {
  accent: string;
  onChange: (accent: string) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-base font-medium">Colour</legend>
      <div className="flex flex-wrap items-center gap-2">
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-label={`Colour ${preset}`}
            aria-pressed={accent.toLowerCase() === preset}
            onClick={() => onChange(preset)}
            className={classNames(
              'grid size-8 place-items-center rounded-full border-2',
              accent.toLowerCase() === preset ? 'border-ink' : 'border-transparent',
            )}
          >
            <span className="size-6 rounded-full" style={{ background: preset }} />
          </button>
        ))}
        <label className="ml-1 flex items-center gap-2">
          <span className="text-small text-ink-soft">Other</span>
          <input
            type="color"
            value={accent}
            onChange={(event) => onChange(event.target.value)}
            className="h-8 w-10 cursor-pointer rounded-md border border-field-line bg-surface p-0.5"
          />
        </label>
      </div>
      <p className="mt-1.5 text-small text-ink-soft">
        Text on it is {inkOn(accent) === '#ffffff' ? 'white' : 'black'}, so that it stays readable.
      </p>
    </fieldset>
  );
}
