import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';

export function BackToKnowledge() {
  return (
    <Link
      to="/knowledge"
      className="inline-flex items-center gap-0.5 font-medium text-accent-text underline-offset-2 hover:underline"
    >
      <ChevronLeft size={14} aria-hidden />
      Knowledge
    </Link>
  );
}
