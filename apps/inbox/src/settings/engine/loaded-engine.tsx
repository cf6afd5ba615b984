import type { EngineView } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { engineQuery } from '../../api/engine.ts';
import { useAiAgent } from '../../api/knowledge.ts';
import { problemCode } from '../../api/request.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { Loading } from '../../design/loading.tsx';
import { ManagersOnly } from '../managers-only.tsx';

/** Engine, voice and budget come together; loading and failing look the same in each. */
export function LoadedEngine({ children }: { children: (view: EngineView) => ReactNode }) {
  const { id } = useAiAgent();
  const query = useQuery(engineQuery(id));
  if (query.data) return children(query.data);
  if (problemCode(query.error) === 'forbidden') return <ManagersOnly />;
  if (query.isError) {
    return <NotLoaded what="This" query={query} />;
  }
  return <Loading blocks={['h-60 rounded-lg', 'h-40 rounded-lg']} />;
}
