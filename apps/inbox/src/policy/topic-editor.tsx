import type { PolicyFinding, PolicyGuideline, PolicyTopic, Priority } from '@baton/protocol';
import { RotateCcw, Trash2 } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { Field, TextAreaField, TextField } from '../design/field.tsx';
import { percent } from '../inbox/words.ts';
import { ChipsField } from './chips-field.tsx';
import { ChoiceList } from '../design/choice-list.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsAt, findingsBeside } from './findings.ts';
import { PhrasesField } from './phrases-field.tsx';
import { priorityWords } from './policy-words.ts';
import { ShareSlider } from './share-slider.tsx';

type Rule = PolicyTopic | PolicyGuideline;

/** A sensitive topic or a guideline, all of it: how it is known, and what happens then. */
export function TopicEditor<Item extends Rule>({
  rule,
  path,
  findings,
  mayManage,
  readyMade,
  onChange,
  onRemove,
}: {
  rule: Item;
  /** Of the rule, in the policy: "guidelines.2". */
  path: string;
  findings: readonly PolicyFinding[];
  mayManage: boolean;
  /** As Baton ships it, where it differs. */
  readyMade: Item | null;
  onChange: (change: Partial<Item>) => void;
  onRemove: () => void;
}) {
  const change = (part: Partial<PolicyGuideline>) => onChange(part as Partial<Item>);
  return (
    <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-5">
      <FindingList
        findings={findingsBeside(findings, path, ['examples', 'name', 'text', 'team'])}
      />
      <div className="flex flex-col gap-1.5">
        <TextField
          label="Name"
          value={rule.name}
          maxLength={80}
          placeholder="Disputed charges"
          onChange={(event) => change({ name: event.target.value })}
        />
        <FindingList findings={findingsAt(findings, `${path}.name`)} />
      </div>
      {'text' in rule && (
        <div className="flex flex-col gap-1.5">
          <TextAreaField
            label="In plain words"
            rows={2}
            maxLength={1_000}
            placeholder="Pass on at once when someone disputes a charge."
            hint="Teammates read it when the rule fires."
            value={rule.text}
            onChange={(event) => change({ text: event.target.value })}
          />
          <FindingList findings={findingsAt(findings, `${path}.text`)} />
        </div>
      )}
      <PhrasesField
        label="How customers say it"
        hint="A dozen that differ a lot do better than fifty alike. Other wordings are recognised too."
        phrases={rule.examples}
        findings={findings}
        path={`${path}.examples`}
        disabled={!mayManage}
        onChange={(examples) => change({ examples })}
      />
      <ChoiceList
        label="Then"
        columns={2}
        value={rule.outcome}
        onChange={(outcome) => change({ outcome })}
        options={[
          { value: 'handoff', name: 'Hand off', hint: 'A person takes it at once.' },
          { value: 'offer', name: 'Offer a person', hint: 'The customer chooses.' },
        ]}
      />
      <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
        <div className="flex flex-col gap-1.5">
          <TextField
            label="Team"
            value={rule.team ?? ''}
            maxLength={80}
            placeholder="Whoever is free"
            onChange={(event) =>
              change({ team: event.target.value.trim() === '' ? null : event.target.value })
            }
          />
          <FindingList findings={findingsAt(findings, `${path}.team`)} />
        </div>
        <Field label="Priority">
          {(control) => (
            <select
              {...control}
              value={rule.priority}
              onChange={(event) => change({ priority: event.target.value as Priority })}
              className="field"
            >
              {Object.entries(priorityWords).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <ChipsField
          label="Tags it gives"
          tags={rule.tags}
          disabled={!mayManage}
          onChange={(tags) => change({ tags })}
        />
      </div>
      <Likeness
        threshold={rule.threshold}
        mayManage={mayManage}
        onChange={(threshold) => change({ threshold })}
      />
      {mayManage && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" look="danger" icon={<Trash2 size={14} />} onClick={onRemove}>
            Remove
          </Button>
          {readyMade && (
            <Button
              size="small"
              look="quiet"
              icon={<RotateCcw size={14} />}
              onClick={() => onChange({ ...readyMade, enabled: rule.enabled })}
            >
              Back to how Baton ships it
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

const OWN_LEVEL = 0.6;

/** How sure it must be that a message is about this; Baton's own level does for most. */
export function Likeness({
  threshold,
  mayManage,
  onChange,
}: {
  threshold: number | null;
  mayManage: boolean;
  onChange: (threshold: number | null) => void;
}) {
  return threshold === null ? (
    <p className="text-small text-ink-soft">
      It fires from the level that Baton was measured at.{' '}
      {mayManage && (
        <button
          type="button"
          onClick={() => onChange(OWN_LEVEL)}
          className="rounded-sm font-medium text-accent-text underline-offset-2 hover:underline"
        >
          Set another
        </button>
      )}
    </p>
  ) : (
    <ShareSlider
      label="It fires when this sure"
      value={threshold}
      words={percent(threshold)}
      min={0.05}
      max={0.99}
      ends={['Fires more often', 'Fires less often']}
      hint={
        mayManage && (
          <button
            type="button"
            onClick={() => onChange(null)}
            className="rounded-sm font-medium text-accent-text underline-offset-2 hover:underline"
          >
            Back to the level that Baton was measured at
          </button>
        )
      }
      onChange={onChange}
    />
  );
}
