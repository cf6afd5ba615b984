import { percent } from '../words.ts';

/** Confidence against the threshold: a bar, a mark, and the same in words. */
export function ConfidenceScale({
  confidence,
  threshold,
}: {
  confidence: number;
  threshold: number;
}) {
  const sure = confidence >= threshold;
  return (
    <div>
      <div aria-hidden className="relative h-2 rounded-full bg-sunken">
        <div
          className={`h-full rounded-full ${sure ? 'bg-good' : 'bg-warn'}`}
          style={{ width: `${confidence * 100}%` }}
        />
        <div
          className="absolute -top-1 h-4 w-0.5 rounded-full bg-ink"
          style={{ left: `${threshold * 100}%` }}
        />
      </div>
      <p className="mt-2 text-small text-ink-soft">
        It is <strong className="font-semibold text-ink">{percent(confidence)} sure</strong> that
        the answer is right; it answers from {percent(threshold)} on.
      </p>
    </div>
  );
}
