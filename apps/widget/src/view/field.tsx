/** One field of a form, with the keyboard and the help that its kind calls for. */
import type { ComponentProps } from 'preact';
import type { FormField } from '../text/field-check.ts';
import { t } from '../text/strings.ts';

interface FieldProps {
  id: string;
  field: FormField;
  value: string;
  wrong: string | undefined;
  /** On its way: nothing can be changed. */
  locked: boolean;
  onInput: (value: string) => void;
}

export function Field({ id, field, value, wrong, locked, onInput }: FieldProps) {
  const { name, label, type, required, example, choices } = field;
  const hint = example && type !== 'choice' && type !== 'date';
  const same = {
    id,
    name,
    class: 'input',
    'aria-required': required,
    'aria-invalid': wrong !== undefined,
    'aria-describedby': `${hint ? `${id}-hint ` : ''}${id}-wrong`,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onInput(currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {!required && <span class="hint"> ({t('optional')})</span>}
      </label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          <bdi>
            {t('example')} <bdi>{example}</bdi>
          </bdi>
        </span>
      )}
      {type === 'choice' ? (
        <select {...same} disabled={locked} value={value}>
          <option value="">{t('choose')}</option>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input {...same} {...kindOf(field)} maxLength={500} readOnly={locked} value={value} />
      )}
      <p id={`${id}-wrong`} class="problem" role="alert">
        {wrong && <bdi>{wrong}</bdi>}
      </p>
    </div>
  );
}

/** Which keyboard a phone shows, and what the browser may fill in. */
function kindOf({ type, name }: FormField): ComponentProps<'input'> {
  switch (type) {
    case 'email':
      return { type, autocomplete: 'email', dir: 'ltr' };
    case 'date':
      return { type };
    case 'number':
      return { inputMode: 'decimal', autocomplete: 'off', dir: 'ltr' };
    case 'code':
      return { autocomplete: 'off', autocapitalize: 'off', spellcheck: false, dir: 'ltr' };
    default:
      if (/phone|mobile/i.test(name)) return { type: 'tel', autocomplete: 'tel', dir: 'ltr' };
      return { autocomplete: /name/i.test(name) ? 'name' : 'off', dir: 'auto' };
  }
}
