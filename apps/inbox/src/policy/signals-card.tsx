import type { PolicyDocument, RuleOutcome } from '@baton/protocol';
import { Switch } from '../design/switch.tsx';
import { SettingsCard } from '../settings/settings-card.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsIn } from './findings.ts';
import { ruleOutcomeWords } from './policy-words.ts';
import type { SectionProps } from './section-props.ts';

type Rules = PolicyDocument['rules'];
type SignalName = Exclude<keyof Rules, 'smallTalk'>;

const signals: readonly { key: SignalName; name: string; hint: string }[] = [
  {
    key: 'directRequest',
    name: 'Asks for a person',
    hint: 'In any words, also indirectly: “is there somebody I can talk to?”',
  },
  {
    key: 'frustration',
    name: 'Is frustrated',
    hint: 'In what they write, and when it gets worse from turn to turn.',
  },
  {
    key: 'repeatedQuestion',
    name: 'Asks the same again',
    hint: 'Also in other words: the answer did not help.',
  },
];

/** What customers do that calls for a person, whatever the AI could answer. */
export function SignalsCard({ document: { rules }, findings, mayManage, change }: SectionProps) {
  const changeRules = (part: Partial<Rules>) =>
    change((now) => ({ ...now, rules: { ...now.rules, ...part } }));
  return (
    <SettingsCard title="When the customer …" lead="These come before any confidence.">
      <fieldset disabled={!mayManage} className="flex min-w-0 flex-col">
        {signals.map(({ key, name, hint }) => (
          <div key={key} className="border-b border-line py-3 first:pt-0">
            <div className="flex items-start justify-between gap-x-6 gap-y-2 max-sm:flex-col">
              <label htmlFor={`signal-${key}`} className="min-w-0">
                <span className="block font-medium">… {name.toLowerCase()}</span>
                <span className="block text-small text-ink-soft">{hint}</span>
              </label>
              <select
                id={`signal-${key}`}
                value={rules[key].outcome}
                onChange={(event) =>
                  changeRules({
                    [key]: { ...rules[key], outcome: event.target.value as RuleOutcome },
                  })
                }
                className="field w-44! shrink-0 max-sm:w-full!"
              >
                {Object.entries(ruleOutcomeWords).map(([value, words]) => (
                  <option key={value} value={value}>
                    {value === 'off' ? 'Take no notice' : words}
                  </option>
                ))}
              </select>
            </div>
            <FindingList findings={findingsIn(findings, `rules.${key}`)} />
          </div>
        ))}
        <div className="pt-3">
          <Switch
            label="… greets, thanks or says goodbye"
            hint="Answered kindly, without searching. Never a reason to pass on."
            checked={rules.smallTalk}
            disabled={!mayManage}
            onChange={(smallTalk) => changeRules({ smallTalk })}
          />
        </div>
      </fieldset>
    </SettingsCard>
  );
}
