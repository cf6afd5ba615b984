import type { EngineView } from '@baton/protocol';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useChangeEngine } from '../../api/engine.ts';
import { useAiAgent } from '../../api/knowledge.ts';
import { useMayManage } from '../../api/session.ts';
import { ChoiceList } from '../../design/choice-list.tsx';
import { Notice } from '../../design/notice.tsx';
import { Switch } from '../../design/switch.tsx';
import { ManagersOnly } from '../managers-only.tsx';
import { SaveBar } from '../save-bar.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { useSavedForm } from '../use-saved-form.ts';
import {
  choiceOf,
  draftOf,
  type EngineDraft,
  isChanged,
  keyState,
  missing,
  type ProviderFields,
} from './engine-draft.ts';
import { KeyField } from './key-field.tsx';
import { kindWords } from './kinds.ts';
import { LoadedEngine } from './loaded-engine.tsx';
import { NextSteps } from './next-steps.tsx';
import { ModelField, OtherAddress, ServerField } from './provider-fields.tsx';
import { TestConnection } from './test-connection.tsx';

/** What writes the answers: the documents themselves, or a language model that reads them. */
export function EngineSection() {
  return <LoadedEngine>{(view) => <EngineForm view={view} />}</LoadedEngine>;
}

function EngineForm({ view }: { view: EngineView }) {
  const { id } = useAiAgent();
  const mayManage = useMayManage();
  const { choose, forget } = useChangeEngine(id);
  const [lacking, setLacking] = useState<Record<string, string>>({});
  const form = useSavedForm<EngineDraft>(draftOf(view), (draft) => {
    const choice = choiceOf(draft);
    return choice ? choose(choice) : forget();
  });
  const { values: draft, change } = form;
  const { chosen } = draft;
  const kind = chosen === 'environment' || chosen === 'embedded' ? null : chosen;
  const errors = { ...form.errors, ...lacking };
  const page = useRef<HTMLFieldSetElement>(null);
  const isReady = () => {
    const found = missing(draft, view);
    // Said where it is missing, and the first place is gone to.
    flushSync(() => setLacking(found));
    page.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    return Object.keys(found).length === 0;
  };
  const changeFields = (part: Partial<ProviderFields>) => {
    if (!kind) return;
    setLacking({});
    change({ [kind]: { ...draft[kind], ...part } });
  };
  const changed = isChanged(draft, view);

  return (
    <>
      {!mayManage && <ManagersOnly />}
      {view.warnings.length > 0 && (
        <div className="mb-5 flex flex-col gap-2">
          {view.warnings.map((warning) => (
            <Notice key={warning} kind="warn">
              {warning}
            </Notice>
          ))}
        </div>
      )}
      <fieldset ref={page} disabled={!mayManage} className="contents">
        <SettingsCard
          title="What writes the answers"
          lead="Whichever it is, answers come from your documents only, and the same measured confidence decides when a person takes over."
        >
          <ChoiceList
            label="Written by"
            labelShown={false}
            columns={2}
            value={chosen}
            onChange={(next) => {
              setLacking({});
              change({ chosen: next });
            }}
            options={options(view)}
          />
        </SettingsCard>
        {kind && (
          <SettingsCard
            title={kindWords[kind].name}
            lead="It reads the passages that were found and writes from them. Every sentence is checked against them here before a customer sees it."
          >
            {kind === 'compatible' && (
              <ServerField fields={draft[kind]} error={errors['url']} onChange={changeFields} />
            )}
            <ModelField
              kind={kind}
              fields={draft[kind]}
              error={errors['model']}
              onChange={changeFields}
            />
            <KeyField
              key={`${kind} ${String(view.engine.hasKey)}`}
              kind={kind}
              state={keyState(kind, draft[kind], view)}
              fields={draft[kind]}
              error={errors['key']}
              mayManage={mayManage}
              onChange={changeFields}
            />
            {kind !== 'compatible' && (
              <OtherAddress
                key={kind}
                fields={draft[kind]}
                error={errors['url']}
                onChange={changeFields}
              />
            )}
            {mayManage && (
              <TestConnection aiAgentId={id} choice={choiceOf(draft)} ready={isReady} />
            )}
            <div className="border-t border-line pt-5">
              <Switch
                label="Let the model check its own sentences as well"
                hint="They are checked on this machine in any case. This asks the model too: confidence is surer, but each answer takes a second call, so it comes later and costs about twice as much."
                checked={draft.selfCheck}
                disabled={!mayManage}
                onChange={(selfCheck) => change({ selfCheck })}
              />
            </div>
          </SettingsCard>
        )}
        {chosen === 'environment' && !changed && mayManage && (
          <SettingsCard title="Does it answer?">
            <TestConnection aiAgentId={id} choice={null} ready={() => true} />
          </SettingsCard>
        )}
      </fieldset>
      {!changed && chosen !== 'embedded' && <NextSteps />}
      <SaveBar
        shown={changed}
        busy={form.busy}
        problem={form.problem}
        onSave={() => {
          if (isReady()) form.save();
        }}
        onUndo={() => {
          setLacking({});
          form.undo();
        }}
      />
    </>
  );
}

function options({ environment }: EngineView) {
  const kinds = (['embedded', 'openai', 'anthropic', 'compatible'] as const).map((value) => ({
    value: value as EngineDraft['chosen'],
    ...kindWords[value],
  }));
  if (!environment) return kinds;
  const { kind, model, url } = environment;
  const where = url ? ` at ${url.replace(/^https?:\/\//, '')}` : '';
  return [
    {
      value: 'environment' as const,
      name: `Set by the operator: ${kindWords[kind].name}`,
      hint: `${model}${where}, from the environment of this server. Whatever you choose instead is used from then on.`,
    },
    ...kinds,
  ];
}
