import { Lock, Sparkles, X } from 'lucide-react';
import { Button } from '../../design/button.tsx';
import { Chip } from '../../design/chip.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { useCopy } from '../../design/use-copy.ts';
import { Markdown } from '../../text/markdown.tsx';
import { asTyped } from '../../text/inline.ts';
import { AssistNotice } from './assist-notice.tsx';
import type { AssistRun } from './assist-state.ts';
import { useDrafts } from './drafts.ts';
import { focusComposer } from './focus-composer.ts';

/** What was said so far, in short: read and put away, or kept for the team as a note. */
export function SummaryCard({
  run,
  conversationId,
  onClose,
}: {
  run: AssistRun;
  conversationId: string;
  onClose: () => void;
}) {
  const { putBack } = useDrafts(conversationId);
  const { copied, copy } = useCopy();
  if (run.is === 'idle') return null;
  if (run.is === 'failed')
    return (
      <div className="mx-auto w-full max-w-184">
        <AssistNotice failed={run} onDismiss={onClose} />
      </div>
    );
  const whole = run.is === 'done';
  return (
    <section
      aria-label="Summary of the conversation"
      aria-busy={!whole}
      className="mx-auto mb-2 w-full max-w-184 animate-rise rounded-lg border border-line-strong bg-raised px-3 pt-2 pb-2.5 shadow-low"
    >
      <header className="flex items-center gap-2">
        <h3 className="text-base font-semibold">Summary</h3>
        <Chip tone="accent" icon={<Sparkles size={11} aria-hidden />}>
          AI draft
        </Chip>
        <span className="flex-1" />
        <IconButton label={whole ? 'Put the summary away' : 'Stop'} size="small" onClick={onClose}>
          <X size={15} />
        </IconButton>
      </header>
      <div className="max-h-[26vh] min-h-6 overflow-y-auto text-base">
        {run.text === '' ? (
          <p role="status" className="animate-pulse-soft text-ink-soft">
            Reading the conversation …
          </p>
        ) : (
          <Markdown text={run.text} />
        )}
      </div>
      {whole && (
        <footer className="mt-2 flex flex-wrap gap-2">
          <Button
            size="small"
            icon={<Lock size={13} />}
            onClick={() => {
              putBack('note', asTyped(run.text));
              onClose();
              focusComposer('note');
            }}
          >
            Put it in a note
          </Button>
          <Button size="small" look="quiet" onClick={() => copy(run.text)}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </footer>
      )}
    </section>
  );
}
