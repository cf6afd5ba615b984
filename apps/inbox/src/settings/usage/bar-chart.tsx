import { useId } from 'react';
import { ticksUpTo } from './ticks.ts';

type Bar = { name: string; value: number };

const HEIGHT = 176;

/**
 * Bars over a few lines, drawn with boxes, so that letters and colours are the page's own. A
 * picture only: whoever does not see it reads the table.
 */
export function BarChart({
  bars,
  words,
  at,
  onPoint,
}: {
  bars: readonly Bar[];
  words: (value: number) => string;
  /** Which bar the pointer is at. */
  at: number | null;
  onPoint: (index: number | null) => void;
}) {
  const id = useId();
  const ticks = ticksUpTo(Math.max(0, ...bars.map(({ value }) => value)));
  const top = ticks.at(-1) ?? 1;
  const every = bars.length > 16 ? 7 : bars.length > 8 ? 3 : 1;
  return (
    <div aria-hidden className="mt-4 flex gap-2 text-micro text-ink-soft tabular-nums">
      <div className="relative shrink-0" style={{ height: HEIGHT }}>
        {/* As wide as the widest of them. */}
        <span className="invisible flex h-0 flex-col overflow-hidden">
          {ticks.map((tick) => (
            <span key={tick}>{words(tick)}</span>
          ))}
        </span>
        {ticks.map((tick) => (
          <span
            key={tick}
            className="absolute right-0 translate-y-1/2"
            style={{ bottom: `${(tick / top) * 100}%` }}
          >
            {words(tick)}
          </span>
        ))}
      </div>
      <div className="min-w-0 flex-1">
        <div className="relative" style={{ height: HEIGHT }} onPointerLeave={() => onPoint(null)}>
          {ticks.map((tick) => (
            <span
              key={tick}
              className={`absolute inset-x-0 h-px ${tick === 0 ? 'bg-line-strong' : 'bg-line'}`}
              style={{ bottom: `${(tick / top) * 100}%` }}
            />
          ))}
          <div className="absolute inset-0 flex items-end">
            {bars.map(({ name, value }, index) => (
              <span
                key={`${id} ${name}`}
                onPointerEnter={() => onPoint(index)}
                onPointerDown={() => onPoint(index)}
                className={`flex h-full min-w-0 flex-1 items-end justify-center px-px ${index === at ? 'bg-hover' : ''}`}
              >
                <span
                  className={`w-full max-w-7 rounded-t-sm ${index === at ? 'bg-accent-hover' : 'bg-accent'}`}
                  // Something is never drawn as nothing.
                  style={{ height: value > 0 ? `max(2px, ${(value / top) * 100}%)` : 0 }}
                />
              </span>
            ))}
          </div>
        </div>
        <div className="mt-1.5 flex">
          {bars.map(({ name }, index) => (
            <span key={`${id} ${name}`} className="relative h-4 min-w-0 flex-1">
              {index % every === 0 && (
                <span className="absolute left-1/2 -translate-x-1/2 whitespace-nowrap">{name}</span>
              )}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
