import type { EngineTest } from '@baton/protocol';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { seconds } from '../usage/amounts.ts';

/** What the model said and how fast; or what is wrong in our words, then in the provider's own. */
export function TestResult({ result }: { result: EngineTest }) {
  const { ok, fault } = result;
  if (!ok && fault) {
    return (
      <div role="alert" className="overflow-hidden rounded-md border border-line">
        <p className="flex items-start gap-2.5 bg-danger-soft px-3 py-2.5 text-danger-text">
          <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
          <span className="min-w-0 break-words">{fault.words}</span>
        </p>
        {(fault.detail !== null || fault.status !== null) && (
          <div className="px-3 py-2.5">
            <p className="text-small text-ink-soft">{sayer(fault)}</p>
            {fault.detail !== null && (
              <pre
                role="region"
                aria-label={sayer(fault)}
                // What scrolls must be reachable by key.
                tabIndex={0}
                className="mt-1.5 max-h-40 overflow-auto rounded-md bg-sunken p-2.5 font-mono text-small break-words whitespace-pre-wrap"
              >
                {fault.detail}
              </pre>
            )}
          </div>
        )}
      </div>
    );
  }
  return (
    <div role="status" className="overflow-hidden rounded-md border border-line">
      <p className="flex items-start gap-2.5 bg-good-soft px-3 py-2.5 text-good-text">
        <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0" />
        <span>
          It answers.{' '}
          {result.firstTextMs !== null && `First words after ${seconds(result.firstTextMs)}, `}
          {seconds(result.totalMs)} in all.
        </span>
      </p>
      <div className="flex flex-col gap-1.5 px-3 py-2.5">
        {result.said && (
          <p dir="auto" className="break-words">
            <span className="text-ink-soft">It said </span>“{result.said}”
          </p>
        )}
        <p className="text-small text-ink-soft">
          {result.logprobs
            ? 'It tells how probable its words are, which makes the confidence of answers surer.'
            : 'It does not tell how probable its words are: confidence rests on your documents and the check of each sentence.'}
        </p>
      </div>
    </div>
  );
}

/** Without a status nobody answered: the words are of the connection, and not the provider's. */
function sayer({ status, detail }: NonNullable<EngineTest['fault']>): string {
  if (status === null) return 'The exact error';
  return detail === null
    ? `The provider answered HTTP ${status}, without a word`
    : `In the provider’s own words, HTTP ${status}`;
}
