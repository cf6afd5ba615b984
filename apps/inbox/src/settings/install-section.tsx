import { useQuery } from '@tanstack/react-query';
import { Check, Copy, ExternalLink } from 'lucide-react';
import { installQuery, useAiAgent } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useCopy } from '../design/use-copy.ts';
import { OriginsCard } from './origins-card.tsx';
import { SettingsCard } from './settings-card.tsx';

/** One line of HTML, and the websites that may use it. */
export function InstallSection() {
  const aiAgent = useAiAgent();
  const install = useQuery(installQuery(aiAgent.id));
  const { copied, copy } = useCopy();
  return (
    <>
      <SettingsCard
        title="One line of HTML"
        lead="Paste it before </body> on every page that should have the chat."
      >
        {install.isPending && <Skeleton className="h-16 w-full rounded-md" />}
        {install.isError && <Notice kind="danger">{inWords(install.error)}</Notice>}
        {install.data && (
          <div className="flex flex-col gap-3">
            <pre
              role="region"
              aria-label="The line to paste"
              // Whole at a glance: what is cut off could be taken for all of it.
              className="rounded-md bg-sunken p-3 font-mono text-small break-words whitespace-pre-wrap select-all"
            >
              <code>{install.data.html}</code>
            </pre>
            <div className="flex flex-wrap items-center gap-3">
              <Button
                look="primary"
                icon={copied ? <Check size={15} /> : <Copy size={15} />}
                onClick={() => copy(install.data.html)}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
              <a
                href={install.data.demoUrl}
                target="_blank"
                rel="noopener"
                className="inline-flex items-center gap-1 font-medium text-accent-text underline-offset-2 hover:underline"
              >
                See it on the demo page <ExternalLink size={13} aria-hidden />
              </a>
              <span role="status" className="sr-only">
                {copied ? 'Copied' : ''}
              </span>
            </div>
          </div>
        )}
      </SettingsCard>
      <OriginsCard aiAgent={aiAgent} />
    </>
  );
}
