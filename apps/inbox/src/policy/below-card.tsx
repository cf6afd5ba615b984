import type { BelowAnswer } from '@baton/protocol';
import { Field } from '../design/field.tsx';
import { Switch } from '../design/switch.tsx';
import { percent } from '../inbox/words.ts';
import { SettingsCard } from '../settings/settings-card.tsx';
import { ChoiceList } from '../design/choice-list.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsIn } from './findings.ts';
import { belowWords } from './policy-words.ts';
import type { SectionProps } from './section-props.ts';
import { ShareSlider } from './share-slider.tsx';

const MOST_TURNS = 100;

/** What happens below the line, and how long the AI may try at all. */
export function BelowCard({
  document,
  findings,
  mayManage,
  change,
  answerAt,
}: SectionProps & { answerAt: number }) {
  const { belowAnswer, clarifyFrom, gapBelow, maxAiTurns } = document;
  return (
    <SettingsCard title="When it is not sure enough">
      <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-6">
        <ChoiceList
          label="Below the line it does this"
          columns={3}
          value={belowAnswer}
          onChange={(next) => change((now) => ({ ...now, belowAnswer: next }))}
          options={(Object.keys(belowWords) as BelowAnswer[]).map((value) => ({
            value,
            ...belowWords[value],
          }))}
        />
        <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
          <div className="flex flex-col gap-2">
            <ShareSlider
              label="Asks which document is meant, from"
              value={clarifyFrom}
              words={`${percent(clarifyFrom)} sure`}
              min={0}
              max={0.95}
              hint={`Where two documents fit, from here up to the line (${percent(answerAt)}).`}
              onChange={(next) => change((now) => ({ ...now, clarifyFrom: next }))}
            />
            <FindingList findings={findingsIn(findings, 'clarifyFrom')} />
          </div>
          <div className="flex flex-col gap-2">
            <ShareSlider
              label="Counts as missing from the knowledge, below"
              value={gapBelow}
              words={`${percent(gapBelow)} sure`}
              min={0}
              max={0.95}
              hint="Only the reason changes: “not in the documents” instead of “unsure”."
              onChange={(next) => change((now) => ({ ...now, gapBelow: next }))}
            />
            <FindingList findings={findingsIn(findings, 'gapBelow')} />
          </div>
        </div>
        <div className="flex flex-col gap-3 border-t border-line pt-5">
          <Switch
            label="Hand off when it goes on for too long"
            hint="After so many turns of the AI in one go, a person takes over."
            checked={maxAiTurns !== null}
            disabled={!mayManage}
            onChange={(on) => change((now) => ({ ...now, maxAiTurns: on ? 12 : null }))}
          />
          {maxAiTurns !== null && (
            <Field label="Turns of the AI at most">
              {(control) => (
                <input
                  {...control}
                  type="number"
                  inputMode="numeric"
                  min={1}
                  max={MOST_TURNS}
                  value={maxAiTurns}
                  onChange={(event) => {
                    const turns = Math.round(event.target.valueAsNumber);
                    if (turns >= 1 && turns <= MOST_TURNS) {
                      change((now) => ({ ...now, maxAiTurns: turns }));
                    }
                  }}
                  className="field max-w-24 tabular-nums"
                />
              )}
            </Field>
          )}
          <FindingList findings={findingsIn(findings, 'maxAiTurns')} />
        </div>
      </fieldset>
    </SettingsCard>
  );
}
