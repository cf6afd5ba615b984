import type { ReplayChange, ReplayedDecision } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { When } from '../../app/when.tsx';
import { Chip, type ChipTone } from '../../design/chip.tsx';
import { ruleInWords } from '../../inbox/decision/rule-words.ts';
import { outcomeWords, percent } from '../../inbox/words.ts';
import { priorityWords } from '../policy-words.ts';

const tones: Record<ReplayedDecision['outcome'], ChipTone> = {
  answer: 'good',
  clarify: 'info',
  offer: 'info',
  handoff: 'warn',
};

/** One decision: the question, what it came to, what it would come to, and why. */
export function ChangeRow({ change }: { change: ReplayChange }) {
  const { was, wouldBe, confidence, conversationId } = change;
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex items-baseline justify-between gap-4">
        <p className="line-clamp-2 min-w-0 text-read break-words">{change.question}</p>
        <span className="shrink-0 text-small text-ink-faint tabular-nums">
          {change.at ? <When at={change.at} /> : change.transcript}
        </span>
      </div>
      <p className="mt-1.5 flex flex-wrap items-center gap-1.5">
        {was && (
          <>
            <Chip tone={tones[was.outcome]}>{outcomeWords[was.outcome]}</Chip>
            <ArrowRight size={13} role="img" aria-label="would become" className="text-ink-faint" />
          </>
        )}
        <Chip tone={tones[wouldBe.outcome]}>{outcomeWords[wouldBe.outcome]}</Chip>
        {routing(wouldBe).map((word) => (
          <Chip key={word}>{word}</Chip>
        ))}
      </p>
      <p className="mt-1.5 text-pretty break-words text-ink-soft">{wouldBe.explanation}</p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-small text-ink-faint">
        <span>
          {was && was.rule !== '' && was.rule !== wouldBe.rule && `${ruleInWords(was.rule)} → `}
          {ruleInWords(wouldBe.rule)}
        </span>
        {confidence !== null && <span className="tabular-nums">{percent(confidence)} sure</span>}
        {change.remeasured && <span>measured anew</span>}
        {conversationId && (
          <Link
            to="/inbox/$view/$conversationId"
            params={{ view: 'open', conversationId }}
            className="font-medium text-accent-text underline-offset-2 hover:underline"
          >
            Open the conversation
          </Link>
        )}
      </p>
    </li>
  );
}

function routing({ team, tags, priority }: ReplayedDecision): string[] {
  return [
    ...(team === null ? [] : [`to ${team}`]),
    ...(priority === 'normal' ? [] : [priorityWords[priority]]),
    ...tags,
  ];
}
