import { Check, Copy } from 'lucide-react';
import { Button } from '../../design/button.tsx';
import { useCopy } from '../../design/use-copy.ts';

/** Something to be copied as it stands. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  const { copied, copy } = useCopy();
  return (
    <div className="flex flex-col gap-2">
      <pre
        role="region"
        aria-label={label}
        // What scrolls must be reachable by key.
        tabIndex={0}
        className="max-h-110 overflow-auto rounded-md bg-sunken p-3 font-mono text-small"
      >
        <code>{code}</code>
      </pre>
      <Button
        size="small"
        icon={copied ? <Check size={13} /> : <Copy size={13} />}
        onClick={() => copy(code)}
        className="w-fit"
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </div>
  );
}
