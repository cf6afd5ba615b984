import type { Voice } from '@baton/protocol';
import { ChoiceList } from '../../design/choice-list.tsx';
import { Field } from '../../design/field.tsx';
import { languageName } from '../../policy/policy-words.ts';
import { languages } from './voice-words.ts';

/** The customer's own language, or always one. */
export function LanguageField({
  language,
  error,
  onChange,
}: {
  language: Voice['language'];
  error: string | undefined;
  onChange: (language: Voice['language']) => void;
}) {
  const fixed = language !== 'customer';
  const known = fixed && !languages.includes(language) ? [language, ...languages] : languages;
  const sorted = known.toSorted((a, b) => languageName(a).localeCompare(languageName(b)));
  return (
    <div className="flex flex-col gap-3">
      <ChoiceList
        label="Language"
        columns={2}
        value={fixed ? 'fixed' : 'customer'}
        onChange={(next) => onChange(next === 'customer' ? 'customer' : 'en')}
        options={[
          {
            value: 'customer',
            name: 'The customer’s',
            hint: 'It answers in the language it is asked in, also from documents in another.',
          },
          { value: 'fixed', name: 'Always the same', hint: 'Whatever language it is asked in.' },
        ]}
      />
      {fixed && (
        <Field label="Answers in" error={error}>
          {(control) => (
            <select
              {...control}
              value={language}
              onChange={(event) => onChange(event.target.value)}
              className="field max-w-60"
            >
              {sorted.map((code) => (
                <option key={code} value={code}>
                  {languageName(code)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </div>
  );
}
