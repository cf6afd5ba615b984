import { Minus, TrendingDown, TrendingUp } from 'lucide-react';

const trends = {
  improving: { words: 'getting better', Icon: TrendingUp, look: 'text-good-text' },
  steady: { words: 'steady', Icon: Minus, look: 'text-ink-soft' },
  worsening: { words: 'getting worse', Icon: TrendingDown, look: 'text-danger-text' },
};

/** The customer's mood and where it is going. Score: -1 angry … 1 pleased. */
export function Sentiment({
  score,
  trend,
}: {
  score: number;
  trend: 'improving' | 'steady' | 'worsening';
}) {
  const { words, Icon, look } = trends[trend];
  return (
    <p className="flex shrink-0 gap-x-2 font-medium md:flex-col md:items-end">
      <span>
        <span className="sr-only">Mood: </span>
        {mood(score)}
      </span>
      <span className={`inline-flex items-center gap-1 text-small font-normal ${look}`}>
        <Icon size={13} aria-hidden />
        {words}
      </span>
    </p>
  );
}

function mood(score: number): string {
  if (score <= -0.6) return 'Angry';
  if (score <= -0.2) return 'Unhappy';
  if (score < 0.2) return 'Neutral';
  if (score < 0.6) return 'Friendly';
  return 'Pleased';
}
