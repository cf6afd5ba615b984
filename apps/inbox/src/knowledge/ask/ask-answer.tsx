import type { AskResult, Outcome } from '@baton/protocol';
import { Chip, type ChipTone } from '../../design/chip.tsx';
import { ConfidenceScale } from '../../inbox/decision/confidence-scale.tsx';
import { GenerationNumbers } from '../../inbox/decision/generation-numbers.tsx';
import { GenerationView } from '../../inbox/decision/generation-view.tsx';
import { SignalTable } from '../../inbox/decision/signal-table.tsx';
import { Markdown } from '../../text/markdown.tsx';
import { FoundPassages } from './found-passages.tsx';

const outcomes: Record<Outcome, { words: string; tone: ChipTone }> = {
  answer: { words: 'It answers', tone: 'good' },
  clarify: { words: 'It asks back', tone: 'info' },
  offer: { words: 'It offers a person', tone: 'warn' },
  handoff: { words: 'It hands off to a person', tone: 'warn' },
};

/** The outcome first, then what the customer would read, then why. */
export function AskAnswer({
  question,
  result,
  mayManage,
  onAgain,
}: {
  question: string;
  result: AskResult;
  mayManage: boolean;
  onAgain: () => void;
}) {
  const { words, tone } = outcomes[result.outcome];
  return (
    <article className="flex flex-col gap-4">
      <div className="flex items-center gap-2">
        <Chip tone={tone}>{words}</Chip>
        <span className="text-small text-ink-faint tabular-nums">
          in {Math.round(result.milliseconds)} ms
        </span>
      </div>
      {result.body !== '' && (
        <div className="rounded-lg border border-bubble-ai-line bg-bubble-ai px-3 py-2 text-read">
          <Markdown text={result.body} />
        </div>
      )}
      <p className="text-pretty">{result.explanation}</p>
      {result.confidence !== null && (
        <ConfidenceScale confidence={result.confidence} threshold={result.threshold} />
      )}
      {result.generation && (
        <GenerationView generation={result.generation} passages={result.passages} />
      )}
      <FoundPassages
        question={question}
        passages={result.passages}
        mayManage={mayManage}
        onAgain={onAgain}
      />
      <details>
        <summary className="cursor-pointer rounded-sm text-small font-semibold text-ink-soft">
          Signals and rule
        </summary>
        <div className="mt-2 flex flex-col gap-2">
          <SignalTable signals={result.signals} />
          {result.generation && <GenerationNumbers generation={result.generation} />}
          <p className="text-small text-ink-soft">
            Rule <code className="font-mono">{result.rule}</code>
          </p>
        </div>
      </details>
    </article>
  );
}
