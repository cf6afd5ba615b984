import { Check, Copy, Download } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { useCopy } from '../design/use-copy.ts';

/** Shown this once: only hashes are kept. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { copied, copy } = useCopy();
  const text = `${codes.join('\n')}\n`;
  return (
    <div role="status" className="flex flex-col gap-3 rounded-md bg-good-soft p-3">
      <p className="text-pretty text-good-text">
        <span className="font-medium">
          Keep these recovery codes now: they are not shown again.
        </span>{' '}
        Each lets you in once without your app, should the phone be lost.
      </p>
      <ul className="grid gap-x-6 gap-y-1 rounded-md bg-surface px-3 py-2.5 font-mono text-small">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button icon={copied ? <Check size={15} /> : <Copy size={15} />} onClick={() => copy(text)}>
          {copied ? 'Copied' : 'Copy all'}
        </Button>
        <Button icon={<Download size={15} />} onClick={() => save(text)}>
          Save as a file
        </Button>
      </div>
    </div>
  );
}

function save(text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'baton-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(url);
}
