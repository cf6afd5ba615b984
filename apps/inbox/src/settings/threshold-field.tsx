import { Field } from '../design/field.tsx';
import { percent } from '../inbox/words.ts';

/** The confidence threshold, in plain words. */
export function ThresholdField({
  threshold,
  onChange,
}: {
  threshold: number;
  onChange: (threshold: number) => void;
}) {
  return (
    <Field
      label="It answers when it is at least this sure"
      aside={<output className="text-lead font-semibold tabular-nums">{percent(threshold)}</output>}
      hint={inPlainWords(threshold)}
    >
      {(control) => (
        <div>
          <input
            {...control}
            type="range"
            min={0.3}
            max={0.95}
            step={0.01}
            value={threshold}
            aria-valuetext={`${percent(threshold)} sure`}
            onChange={(event) => onChange(Number(event.target.value))}
            className="h-6 w-full accent-accent"
          />
          <div aria-hidden className="flex justify-between text-small text-ink-faint">
            <span>Answers more, errs more</span>
            <span>Hands off more, errs less</span>
          </div>
        </div>
      )}
    </Field>
  );
}

function inPlainWords(threshold: number): string {
  const wrong = Math.round((1 - threshold) * 100);
  const often = `An answer it is only just sure enough of is wrong about ${wrong} time${wrong === 1 ? '' : 's'} in 100; most answers are surer than that.`;
  if (threshold < 0.65) return `Bold. ${often}`;
  if (threshold < 0.85) return `Balanced. ${often}`;
  return `Careful. ${often}`;
}
