import type { Action } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft, FileQuestion, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { actionsQuery, draftOf, removeAction, saveAction } from '../api/actions.ts';
import { useAiAgent } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { useMayManage } from '../api/session.ts';
import { NotLoaded } from '../app/not-loaded.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { Loading } from '../design/loading.tsx';
import { Page } from '../design/page.tsx';
import { Tabs } from '../design/tabs.tsx';
import { complain, say } from '../design/toasts.ts';
import { Toggle } from '../design/toggle.tsx';
import { ManagersOnly } from '../settings/managers-only.tsx';
import { actionExamples, blankAction } from './action-examples.ts';
import { ActionEditor } from './editor/action-editor.tsx';
import { RunsList } from './runs/runs-list.tsx';

/** One action: how it is defined, and what it has done. `new` begins one, empty or from an example. */
export function ActionScreen() {
  const { actionId } = useParams({ from: '/app/actions/$actionId' });
  const { example } = useSearch({ from: '/app/actions/$actionId' });
  const aiAgent = useAiAgent();
  const mayManage = useMayManage();
  const navigate = useNavigate();
  const query = useQuery(actionsQuery(aiAgent.id));
  const isNew = actionId === 'new';
  const action = query.data?.actions.find(({ id }) => id === actionId) ?? null;
  /** What was begun here as new keeps its form, and its last try, as it gets its own address. */
  const [made, setMade] = useState<string | null>(null);
  const [tab, setTab] = useState<'definition' | 'runs'>('definition');
  const editor = (
    <ActionEditor
      key={actionId === made ? 'new' : actionId}
      aiAgentId={aiAgent.id}
      action={action}
      start={example ? actionExamples[example] : blankAction}
      mayManage={mayManage}
      onMade={(id) => {
        setMade(id);
        void navigate({
          to: '/actions/$actionId',
          params: { actionId: id },
          replace: true,
          ignoreBlocker: true,
        });
      }}
    />
  );
  return (
    <Page
      wide
      title={
        <span className="flex items-center gap-1">
          <Link
            to="/actions"
            aria-label="All actions"
            className="-ml-2 grid size-8 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-hover hover:text-ink max-md:size-10"
          >
            <ChevronLeft size={20} />
          </Link>
          <span className="min-w-0 break-words">
            {isNew ? 'New action' : (action?.name ?? 'Action')}
          </span>
        </span>
      }
      actions={action && mayManage && <ActionControls action={action} />}
    >
      {!mayManage && <ManagersOnly />}
      {query.isPending && (
        <Loading what="the action" blocks={['h-40 rounded-lg', 'h-64 rounded-lg']} gap="gap-4" />
      )}
      {query.isError && <NotLoaded what="The action" query={query} />}
      {query.data && !isNew && !action && (
        <EmptyState icon={<FileQuestion size={20} />} title="This action does not exist">
          It may have been removed. What it did is still in the runs.
        </EmptyState>
      )}
      {query.data && (action || isNew) && (
        <Tabs
          label="Action"
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'definition' as const, label: 'Definition', content: editor },
            // What was never saved has never run.
            ...(action
              ? [
                  {
                    value: 'runs' as const,
                    label: action.runs > 0 ? `Runs (${action.runs.toLocaleString('en')})` : 'Runs',
                    content: <RunsList aiAgentId={aiAgent.id} actionId={action.id} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </Page>
  );
}

/** On or off, and away. */
function ActionControls({ action }: { action: Action }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const refresh = () => queryClient.invalidateQueries(actionsQuery(action.aiAgentId));
  const turn = useMutation({
    mutationFn: (enabled: boolean) =>
      saveAction(action.aiAgentId, action.id, { ...draftOf(action), enabled }),
    onError: (error) => complain(inWords(error)),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => removeAction(action.id),
    async onSuccess() {
      say(`Removed “${action.name}”.`);
      await navigate({ to: '/actions', ignoreBlocker: true });
      await refresh();
    },
    onError: (error) => complain(inWords(error)),
  });
  const isOn = turn.isPending ? turn.variables : action.enabled;
  return (
    <div className="flex items-center gap-3">
      <label htmlFor="action-on" className="text-ink-soft">
        {isOn ? 'On' : 'Off'}
      </label>
      <Toggle id="action-on" checked={isOn} onChange={(enabled) => turn.mutate(enabled)} />
      <IconButton label="Remove this action" onClick={() => setAsking(true)}>
        <Trash2 size={16} />
      </IconButton>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        title={`Remove “${action.name}”?`}
        confirm="Remove"
      >
        The AI agent no longer offers it. What it has done stays in the runs.
      </ConfirmDialog>
    </div>
  );
}
