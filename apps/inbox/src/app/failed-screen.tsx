import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { CloudOff } from 'lucide-react';
import { inWords } from '../api/request.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';

/** A screen that could not be shown, and the way to try again. */
export function FailedScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { reset: resetQueries } = useQueryErrorResetBoundary();
  const retry = () => {
    resetQueries();
    reset();
    void router.invalidate();
  };
  return (
    <main className="grid h-full place-items-center">
      <EmptyState
        icon={<CloudOff size={20} />}
        title="This screen could not be loaded"
        action={
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
        }
      >
        <p role="alert">{inWords(error)}</p>
      </EmptyState>
    </main>
  );
}
