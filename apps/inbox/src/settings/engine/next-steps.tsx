import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';

const steps = [
  {
    to: '/settings/{-$section}',
    section: 'voice',
    name: 'How it sounds',
    hint: 'Tone, length, language and your standing instructions.',
  },
  {
    to: '/settings/{-$section}',
    section: 'budget',
    name: 'What it may cost',
    hint: 'Prices, and a limit for each month.',
  },
  {
    to: '/decision/{-$section}',
    section: 'when',
    name: 'What happens when it fails',
    hint: 'Quote the documents, or hand off to a person.',
  },
] as const;

/** Where to go once a model writes. */
export function NextSteps() {
  return (
    <nav aria-label="What comes with a model" className="mb-5 rounded-lg border border-line">
      {steps.map(({ to, section, name, hint }) => (
        <Link
          key={name}
          to={to}
          params={{ section }}
          className="flex min-h-13 items-center gap-3 px-5 py-2 -outline-offset-2 first:rounded-t-lg last:rounded-b-lg not-last:border-b not-last:border-line hover:bg-hover"
        >
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{name}</span>
            <span className="block text-small text-ink-soft">{hint}</span>
          </span>
          <ChevronRight size={16} aria-hidden className="shrink-0 text-ink-faint" />
        </Link>
      ))}
    </nav>
  );
}
