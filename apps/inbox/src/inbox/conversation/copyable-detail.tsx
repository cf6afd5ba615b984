import { Check, Copy } from 'lucide-react';
import { useCopy } from '../../design/use-copy.ts';

/** A detail the customer gave: one click and it is in the clipboard. */
export function CopyableDetail({ label, value }: { label: string; value: string }) {
  const { copied, copy } = useCopy();
  return (
    <div className="flex min-w-0 items-baseline gap-1.5">
      <dt className="shrink-0 text-small text-ink-soft">{label}</dt>
      <dd className="min-w-0">
        <button
          type="button"
          onClick={() => copy(value)}
          aria-label={`Copy ${label.toLocaleLowerCase()}: ${value}`}
          className="group inline-flex max-w-full items-center gap-1 rounded-sm font-medium"
        >
          <span className="truncate">{value}</span>
          {copied ? (
            <Check size={12} aria-hidden className="shrink-0 text-good-text" />
          ) : (
            <Copy size={12} aria-hidden className="shrink-0 text-ink-faint group-hover:text-ink" />
          )}
        </button>
        <span role="status" className="sr-only">
          {copied ? 'Copied' : ''}
        </span>
      </dd>
    </div>
  );
}
