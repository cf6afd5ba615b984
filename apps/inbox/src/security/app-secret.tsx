import type { SecondFactorBegun } from '@baton/protocol';
import { Check, Copy } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { useCopy } from '../design/use-copy.ts';
import { QrCode } from './qr-code.tsx';

/** What the authenticator app is given: a picture to scan, and the same as text. */
export function AppSecret({ begun }: { begun: SecondFactorBegun }) {
  const { copied, copy } = useCopy();
  return (
    <div className="flex flex-col gap-4">
      <p className="text-pretty text-ink-soft">
        Scan this with an authenticator app on your phone, or with a password manager that shows
        codes.
      </p>
      <QrCode text={begun.uri} label="QR code for your authenticator app" />
      <p className="text-small md:hidden">
        <a href={begun.uri} className="font-medium text-accent-text underline underline-offset-2">
          Your app is on this phone? Open it there
        </a>
      </p>
      <div className="flex flex-col gap-1.5">
        <p className="text-small text-ink-soft">Nothing to scan with? Type this key instead:</p>
        <div className="flex items-center gap-2">
          <code className="min-w-0 flex-1 rounded-md bg-sunken px-2.5 py-1.5 font-mono text-small select-all">
            {begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
          </code>
          <Button
            icon={copied ? <Check size={15} /> : <Copy size={15} />}
            onClick={() => copy(begun.secret)}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
      </div>
    </div>
  );
}
