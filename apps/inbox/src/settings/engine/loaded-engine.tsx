import type { EngineView } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { engineQuery } from '../../api/engine.ts';
import { useAiAgent } from '../../api/knowledge.ts';
import { inWords, problemCode } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { ManagersOnly } from '../managers-only.tsx';

/** Engine, voice and budget come together; loading and failing look the same in each. */
export function LoadedEngine({ children }: { children: (view: EngineView) => ReactNode }) {
  const { id } = useAiAgent();
  const query = useQuery(engineQuery(id));
  if (query.data) return children(query.data);
  if (problemCode(query.error) === 'forbidden') return <ManagersOnly />;
  if (query.isError) {
    return (
      <Notice
        kind="danger"
        action={
          <Button size="small" onClick={() => void query.refetch()}>
            Try again
          </Button>
        }
      >
        This could not be loaded. {inWords(query.error)}
      </Notice>
    );
  }
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-5">
      <Skeleton className="h-60 w-full rounded-lg" />
      <Skeleton className="h-40 w-full rounded-lg" />
    </div>
  );
}
