import { Check, Copy } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { useCopy } from '../design/use-copy.ts';

/** A fresh invitation link. It is shown this once: only its hash is kept. */
export function InviteLink({ link }: { link: string }) {
  const { copied, copy } = useCopy();
  return (
    <div role="status" className="flex flex-col gap-2 rounded-md bg-good-soft p-3">
      <p className="font-medium text-good-text">
        Here is the link. Copy it now: it is not shown again.
      </p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 rounded-md bg-surface px-2.5 py-1.5 font-mono text-small break-all select-all">
          {link}
        </code>
        <Button icon={copied ? <Check size={15} /> : <Copy size={15} />} onClick={() => copy(link)}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  );
}
