import type { ActionTrial } from '@baton/protocol';
import type { ReactNode } from 'react';
import { BatonMark } from '../../design/baton-mark.tsx';
import { Chip } from '../../design/chip.tsx';
import { Markdown } from '../../text/markdown.tsx';

/** What was sent, what came back, and what the customer would read. */
export function TryResult({ trial }: { trial: ActionTrial }) {
  const { request } = trial;
  return (
    <div role="status" aria-label="What came of it" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2 text-small text-ink-soft">
        <Chip tone={trial.ok ? 'good' : 'danger'}>
          {trial.ok ? 'It works' : 'It does not work'}
        </Chip>
        {trial.status !== null && <span>answered {trial.status}</span>}
        <span className="tabular-nums">{Math.round(trial.milliseconds)} ms</span>
      </div>
      {trial.problem && <p className="break-words text-danger-text">{trial.problem}</p>}
      <Part title="The customer would read">
        <div className="flex gap-2 rounded-lg border border-bubble-ai-line bg-bubble-ai px-3 py-2 text-read">
          <span aria-hidden className="mt-1 shrink-0 text-accent-text">
            <BatonMark size={13} />
          </span>
          <div className="min-w-0">
            <Markdown text={trial.says} />
          </div>
        </div>
      </Part>
      <Part title="Sent, secrets masked">
        <Raw label="The request">
          {`${request.method} ${request.url}${request.body === null ? '' : `\n\n${request.body}`}`}
        </Raw>
      </Part>
      {trial.response !== null && (
        <Part title="Came back">
          <Raw label="The response">{trial.response}</Raw>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-small font-semibold text-ink-soft">{title}</h3>
      {children}
    </div>
  );
}

function Raw({ label, children }: { label: string; children: string }) {
  return (
    <pre
      role="region"
      aria-label={label}
      // What scrolls must be reachable by key.
      tabIndex={0}
      className="max-h-72 overflow-auto rounded-md bg-sunken p-3 font-mono text-small break-words whitespace-pre-wrap"
    >
      <code>{pretty(children)}</code>
    </pre>
  );
}

/** JSON that came in one line is easier to read in several. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
