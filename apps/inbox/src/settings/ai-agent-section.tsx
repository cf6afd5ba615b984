import { useAiAgent, useChangeAiAgent } from '../api/knowledge.ts';
import { useMayManage } from '../api/session.ts';
import { TextAreaField, TextField } from '../design/field.tsx';
import { AccentField } from './accent-field.tsx';
import { LookPreview } from './look-preview.tsx';
import { ManagersOnly } from './managers-only.tsx';
import { PositionField } from './position-field.tsx';
import { SaveBar } from './save-bar.tsx';
import { SettingsCard } from './settings-card.tsx';
import { SuggestionsField } from './suggestions-field.tsx';
import { useSavedForm } from './use-saved-form.ts';

/** The AI agent's face to customers. */
export function AiAgentSection() {
  const { id, name, look } = useAiAgent();
  const changeAiAgent = useChangeAiAgent(id);
  const mayManage = useMayManage();
  const form = useSavedForm({ name, ...look }, (values) => {
    const { name: newName, ...newLook } = values;
    const suggestions = newLook.suggestions.map((one) => one.trim()).filter(Boolean);
    return changeAiAgent({
      name: newName,
      look: { ...newLook, suggestions },
    });
  });
  const { values, change, errors } = form;

  return (
    <>
      {!mayManage && <ManagersOnly />}
      <fieldset disabled={!mayManage} className="contents">
        <SettingsCard title="How customers meet it">
          <div className="grid items-start gap-8 md:grid-cols-[minmax(0,1fr)_15rem]">
            <div className="flex flex-col gap-5">
              <TextField
                label="Name"
                value={values.name}
                maxLength={120}
                error={errors['name']}
                onChange={(event) => change({ name: event.target.value })}
              />
              <TextAreaField
                label="Greeting"
                rows={2}
                maxLength={400}
                value={values.greeting}
                error={errors['look.greeting']}
                onChange={(event) => change({ greeting: event.target.value })}
              />
              <SuggestionsField
                suggestions={values.suggestions}
                onChange={(suggestions) => change({ suggestions })}
              />
              <AccentField accent={values.accent} onChange={(accent) => change({ accent })} />
              <PositionField
                position={values.position}
                onChange={(position) => change({ position })}
              />
            </div>
            <LookPreview {...values} />
          </div>
        </SettingsCard>
      </fieldset>
      <SaveBar
        shown={form.isChanged}
        busy={form.busy}
        problem={form.problem}
        onSave={form.save}
        onUndo={form.undo}
      />
    </>
  );
}
