import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../design/empty-state.tsx';

export function NotFoundScreen() {
  return (
    <main className="grid h-full place-items-center">
      <EmptyState
        icon={<Compass size={20} />}
        title="There is nothing here"
        action={
          <Link to="/" className="font-medium text-accent-text underline underline-offset-2">
            Go to the inbox
          </Link>
        }
      >
        The address may be mistyped, or what was here is gone.
      </EmptyState>
    </main>
  );
}
