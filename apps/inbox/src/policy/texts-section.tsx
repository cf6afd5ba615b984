import type { PolicyDocument, SaidText } from '@baton/protocol';
import { useState } from 'react';
import { Field } from '../design/field.tsx';
import { Switcher } from '../design/switcher.tsx';
import { SettingsCard } from '../settings/settings-card.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsIn } from './findings.ts';
import { languageName, messageKeys, messageWords } from './policy-words.ts';
import type { SectionProps } from './section-props.ts';

type Key = keyof PolicyDocument['messages'];

const groups: readonly { title: string; lead: string; keys: readonly Key[] }[] = [
  {
    title: 'Passing the baton',
    lead: 'What customers read when a person takes over, or could.',
    keys: ['handoff', 'handoffOutOfHours', 'offer'],
  },
  {
    title: 'Asking back',
    lead: 'One short question, when it cannot know what is meant.',
    keys: ['clarify', 'clarifyOpen', 'clarifyEmpty', 'clarifyLink'],
  },
  {
    title: 'Small talk',
    lead: 'Said without searching the documents.',
    keys: messageKeys.filter((key) =>
      ['greeting', 'thanks', 'goodbye', 'acknowledgement', 'aboutBot'].includes(key),
    ),
  },
];

const DEFAULT = 'default';
/** As POLICY_LIMITS has it, which would bring the whole of the schemas along. */
const LONGEST = 2_000;

/** What it says to customers where no document says it, in each of their languages. */
export function TextsSection({ document, view, findings, mayManage, change }: SectionProps) {
  const [language, setLanguage] = useState(DEFAULT);
  const { messages } = document;
  const languages = [
    ...new Set([
      ...view.readyMade.languages.filter((code) => code !== 'en'),
      ...messageKeys.flatMap((key) => Object.keys(messages[key].languages)),
    ]),
  ];
  const set = (key: Key, text: string | null) =>
    change((now) => ({
      ...now,
      messages: { ...now.messages, [key]: withText(now.messages[key], language, text) },
    }));

  return (
    <>
      <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Switcher
          label="Language of the texts"
          value={language}
          onChange={setLanguage}
          options={[
            { value: DEFAULT, name: 'Default' },
            ...languages.map((code) => ({ value: code, name: languageName(code) })),
          ]}
        />
        <p className="text-small text-ink-soft">
          {language === DEFAULT
            ? 'Said where there is no text in the customer’s language.'
            : `Said to customers who write ${languageName(language)}. Left empty, they get the default.`}
        </p>
      </div>
      {groups.map(({ title, lead, keys }) => (
        <SettingsCard key={title} title={title} lead={lead}>
          {keys.map((key) => {
            const said = textOf(messages[key], language);
            const shipped = textOf(view.readyMade.messages[key], language);
            return (
              <div key={key} className="flex flex-col gap-1.5">
                <Field
                  label={messageWords[key].name}
                  hint={messageWords[key].hint}
                  aside={
                    mayManage &&
                    said !== shipped &&
                    shipped !== '' && (
                      <button
                        type="button"
                        onClick={() => set(key, shipped)}
                        className="rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
                      >
                        Back to Baton’s text
                      </button>
                    )
                  }
                >
                  {(control) => (
                    <textarea
                      {...control}
                      rows={2}
                      maxLength={LONGEST}
                      disabled={!mayManage}
                      lang={language === DEFAULT ? undefined : language}
                      value={said}
                      placeholder={language === DEFAULT ? '' : messages[key].text}
                      onChange={(event) => set(key, event.target.value)}
                      className="field field-sizing-content max-h-48 min-h-14! resize-none"
                    />
                  )}
                </Field>
                <FindingList findings={findingsIn(findings, `messages.${key}`)} />
              </div>
            );
          })}
        </SettingsCard>
      ))}
    </>
  );
}

const textOf = (said: SaidText, language: string): string =>
  language === DEFAULT ? said.text : (said.languages[language] ?? '');

function withText(said: SaidText, language: string, text: string | null): SaidText {
  if (language === DEFAULT) return { ...said, text: text ?? '' };
  const { [language]: _, ...others } = said.languages;
  return { ...said, languages: text ? { ...said.languages, [language]: text } : others };
}
