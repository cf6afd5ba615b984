import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { actionsQuery } from '../api/actions.ts';
import { useAiAgent } from '../api/knowledge.ts';
import { useMayManage } from '../api/session.ts';
import { NotLoaded } from '../app/not-loaded.tsx';
import { Button } from '../design/button.tsx';
import { Loading } from '../design/loading.tsx';
import { Page } from '../design/page.tsx';
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
        <Loading what="the actions" blocks={['h-16 rounded-lg', 'h-16 rounded-lg']} gap="gap-2" />
      )}
      {query.isError && <NotLoaded what="The actions" query={query} />}
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
