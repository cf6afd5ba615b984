import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { actionsQuery } from '../api/actions.ts';
import { useAiAgent } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { useMayManage } from '../api/session.ts';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { Page } from '../design/page.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { Tabs } from '../design/tabs.tsx';
import { ManagersOnly } from '../settings/managers-only.tsx';
import { ActionListCard } from './action-list.tsx';
import { EmptyActions } from './empty-actions.tsx';
import { RunsList } from './runs/runs-list.tsx';

/** What the AI agent may do for a customer, and what it has done. */
export function ActionsScreen() {
  const aiAgent = useAiAgent();
  const mayManage = useMayManage();
  const { show } = useSearch({ from: '/app/actions' });
  const navigate = useNavigate();
  const query = useQuery(actionsQuery(aiAgent.id));
  const actions = query.data?.actions;
  return (
    <Page
      title="Actions"
      lead="What it may do for a customer besides answering."
      actions={
        mayManage &&
        actions &&
        actions.length > 0 && (
          <Button
            look="primary"
            icon={<Plus size={15} />}
            onClick={() => void navigate({ to: '/actions/$actionId', params: { actionId: 'new' } })}
          >
            New action
          </Button>
        )
      }
    >
      {!mayManage && <ManagersOnly />}
      {query.isPending && (
        <div role="status" aria-label="Loading the actions" className="flex flex-col gap-2">
          <Skeleton className="h-16 w-full rounded-lg" />
          <Skeleton className="h-16 w-full rounded-lg" />
        </div>
      )}
      {query.isError && (
        <Notice
          kind="danger"
          action={
            <Button size="small" onClick={() => void query.refetch()}>
              Try again
            </Button>
          }
        >
          The actions could not be loaded. {inWords(query.error)}
        </Notice>
      )}
      {actions?.length === 0 && <EmptyActions mayManage={mayManage} />}
      {actions && actions.length > 0 && (
        <Tabs
          label="Actions"
          value={show ?? 'actions'}
          onChange={(value) =>
            void navigate({
              to: '/actions',
              search: value === 'runs' ? { show: 'runs' } : {},
              replace: true,
            })
          }
          tabs={[
            {
              value: 'actions',
              label: 'Actions',
              content: (
                <ActionListCard aiAgentId={aiAgent.id} actions={actions} mayManage={mayManage} />
              ),
            },
            { value: 'runs', label: 'Runs', content: <RunsList aiAgentId={aiAgent.id} /> },
          ]}
        />
      )}
    </Page>
  );
}
