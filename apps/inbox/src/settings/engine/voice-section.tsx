import type { EngineView, Voice } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { useChangeEngine } from '../../api/engine.ts';
import { useAiAgent } from '../../api/knowledge.ts';
import { useMayManage } from '../../api/session.ts';
import { ChoiceList } from '../../design/choice-list.tsx';
import { Notice } from '../../design/notice.tsx';
import { ManagersOnly } from '../managers-only.tsx';
import { SaveBar } from '../save-bar.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { useSavedForm } from '../use-saved-form.ts';
import { InstructionsField } from './instructions-field.tsx';
import { LanguageField } from './language-field.tsx';
import { LoadedEngine } from './loaded-engine.tsx';
import { VoiceTrial } from './voice-trial.tsx';
import { lengthWords, toneWords } from './voice-words.ts';

/** How a model writes: tone, length, language, and what it must always keep to. */
export function VoiceSection() {
  return <LoadedEngine>{(view) => <VoiceForm view={view} />}</LoadedEngine>;
}

function VoiceForm({ view }: { view: EngineView }) {
  const { id } = useAiAgent();
  const mayManage = useMayManage();
  const { speak } = useChangeEngine(id);
  const form = useSavedForm<Voice>(view.voice, (voice) =>
    speak({ ...voice, instructions: voice.instructions.trim() }),
  );
  const { values, change, errors } = form;
  const embedded = view.engine.kind === 'embedded';

  return (
    <>
      {!mayManage && <ManagersOnly />}
      {embedded && (
        <div className="mb-5">
          <Notice kind="info">
            Today your documents are quoted word for word, so there is nothing to word. This counts
            once{' '}
            <Link
              to="/settings/{-$section}"
              params={{ section: 'model' }}
              className="font-medium underline underline-offset-2"
            >
              a language model
            </Link>{' '}
            writes.
          </Notice>
        </div>
      )}
      <fieldset disabled={!mayManage} className="contents">
        <SettingsCard
          title="How it sounds"
          lead={
            <>
              Its name and greeting are in{' '}
              <Link
                to="/settings/{-$section}"
                params={{ section: 'ai-agent' }}
                className="text-accent-text underline underline-offset-2"
              >
                AI agent
              </Link>
              .
            </>
          }
        >
          <ChoiceList
            label="Tone"
            columns={2}
            value={values.tone}
            onChange={(tone) => change({ tone })}
            options={choices(toneWords)}
          />
          <ChoiceList
            label="Length"
            columns={3}
            value={values.length}
            onChange={(length) => change({ length })}
            options={choices(lengthWords)}
          />
          <LanguageField
            language={values.language}
            error={errors['language']}
            onChange={(language) => change({ language })}
          />
        </SettingsCard>
        <SettingsCard
          title="Standing instructions"
          lead="What it keeps to in every answer, in your own words. Facts belong in your documents: what is not in them is removed from answers, also when it is written here."
        >
          <InstructionsField
            instructions={values.instructions}
            error={errors['instructions']}
            onChange={(instructions) => change({ instructions })}
          />
        </SettingsCard>
      </fieldset>
      <VoiceTrial changed={form.isChanged} />
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

const choices = <Value extends string>(words: Record<Value, { name: string; hint: string }>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, ...words[value] }));
