import { type ActionField, FIELD_TYPES } from '@baton/protocol';
import { Field, TextField } from '../../design/field.tsx';
import { Switch } from '../../design/switch.tsx';
import { fromWords, nameFor, typeWords } from './field-words.ts';
import { LinesField } from './lines-field.tsx';
import { errorWithin, type FormProps } from './section-props.ts';

/** One field, all of it: what the customer is asked, what it looks like, where it comes from. */
export function FieldForm({
  field,
  path,
  errors,
  needsIdentity,
  onChange,
}: {
  field: ActionField;
  path: string;
  errors: FormProps['errors'];
  needsIdentity: boolean;
  onChange: (field: ActionField) => void;
}) {
  const put = (part: Partial<ActionField>) => onChange({ ...field, ...part });
  const asked = field.from === 'customer';
  /** As long as it was not named by hand, the name follows the label. */
  const follows = /^field\d+$/u.test(field.name) || field.name === nameFor(field.label);
  return (
    <>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <TextField
          label="Label"
          value={field.label}
          maxLength={80}
          placeholder="Order number"
          error={errors[`${path}.label`]}
          onChange={(event) => {
            const label = event.target.value;
            const name = nameFor(label);
            put({ label, ...(follows && name !== '' ? { name } : {}) });
          }}
        />
        <TextField
          label="Name in the request"
          value={field.name}
          maxLength={40}
          spellCheck={false}
          error={errors[`${path}.name`]}
          onChange={(event) => put({ name: event.target.value })}
        />
        <Field label="From" error={errors[`${path}.from`]}>
          {(control) => (
            <select
              {...control}
              value={field.from}
              onChange={(event) => put({ from: event.target.value as ActionField['from'] })}
              className="field"
            >
              {Object.entries(fromWords).map(([from, words]) => (
                <option
                  key={from}
                  value={from}
                  disabled={from !== 'customer' && !needsIdentity && from !== field.from}
                >
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        {asked && (
          <Field label="Kind" error={errors[`${path}.type`]}>
            {(control) => (
              <select
                {...control}
                value={field.type}
                onChange={(event) => put({ type: event.target.value as ActionField['type'] })}
                className="field"
              >
                {FIELD_TYPES.map((type) => (
                  <option key={type} value={type}>
                    {typeWords[type]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      {!needsIdentity && asked && (
        <p className="-mt-3 text-small text-ink-soft">
          Verified values can be chosen once the action is for verified customers only, below.
        </p>
      )}
      {!asked && (
        <p className="-mt-3 text-small text-ink-soft">
          Taken from what your website vouched for, never from the chat. Nobody can ask with
          somebody else’s.
        </p>
      )}
      {asked && field.type === 'choice' && (
        <LinesField
          label="Choices"
          hint="One a line."
          lines={field.choices}
          most={20}
          longest={80}
          error={errorWithin(errors, `${path}.choices`)}
          onChange={(choices) => put({ choices })}
        />
      )}
      {asked && field.type !== 'choice' && (
        <LinesField
          label="Examples"
          hint={
            field.type === 'code'
              ? 'One a line. Their shape is how it is recognised in a message: “#1042”, “AB-1234”.'
              : 'One a line; shown to the customer as a hint.'
          }
          lines={field.examples}
          most={10}
          longest={100}
          error={errorWithin(errors, `${path}.examples`)}
          onChange={(examples) => put({ examples })}
        />
      )}
      <Switch
        label="Required"
        hint={
          field.required
            ? 'It does not run without this.'
            : 'It also runs without this: in the body it is null then, and in the query it is left out.'
        }
        checked={field.required}
        onChange={(required) => put({ required })}
      />
    </>
  );
}
