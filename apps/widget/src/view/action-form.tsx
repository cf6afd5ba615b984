/** A form under an AI's message: filled in, sent once, and then there to be read. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.ts';
import type { FormStand, Values } from '../chat/forms.ts';
import { type FormField, wrongWith } from '../text/field-check.ts';
import { language, t } from '../text/strings.ts';
import { Field } from './field.tsx';
import { Icon } from './icons.tsx';
import { NotSent } from './not-sent.tsx';

interface ActionFormProps {
  stand: FormStand;
  chat: Chat;
  /** What was typed into it, kept while the chat is closed. */
  typed: Values | undefined;
}

export function ActionForm({ stand, chat, typed }: ActionFormProps) {
  const { form, state, pending } = stand;
  const [unfolded, unfold] = useState(false);
  if (state === 'folded' && !unfolded) {
    return (
      <button type="button" class="chip unfold" dir="auto" onClick={() => unfold(true)}>
        {t('fillIn', { name: form.name })}
      </button>
    );
  }
  return (
    <section class="form" dir="auto" tabIndex={-1} aria-label={form.name}>
      <p class="form-name">
        {state === 'sent' && <Icon name="check" size={15} />}
        {form.name}
      </p>
      {state === 'sent' || state === 'waiting' ? (
        <Summary stand={stand} />
      ) : (
        <Fields stand={stand} chat={chat} values={{ ...stand.values, ...typed }} />
      )}
      {state === 'waiting' && pending && (
        <NotSent pending={pending} onRetry={chat.retry} onDiscard={chat.discard} />
      )}
    </section>
  );
}

function Summary({ stand: { form, values } }: { stand: FormStand }) {
  return (
    <dl>
      {form.fields.map(
        ({ name, label }) =>
          values[name] && (
            <div key={name}>
              <dt>{label}</dt>
              <dd dir="auto">{values[name]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** By name of field, in words. */
type Wrong = Readonly<Record<string, string>>;

function Fields({ stand, chat, values }: { stand: FormStand; chat: Chat; values: Values }) {
  const { form, state, pending } = stand;
  const { fields, runId } = form;
  const element = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const errors = pending?.errors;
  const valueOf = ({ name }: FormField) => (values[name] ?? '').trim();

  const say = useCallback(
    (found: Wrong) => {
      setWrong(found);
      const first = fields.find(({ name }) => found[name]);
      (element.current?.elements.namedItem(first?.name ?? '') as HTMLElement | null)?.focus();
    },
    [fields],
  );

  // What the server says of a field stands at it until the field is changed.
  useLayoutEffect(() => {
    if (errors?.length) say(saidOf(fields, errors));
  }, [errors, fields, say]);

  const submit = (event: Event) => {
    event.preventDefault();
    const found: Record<string, string> = {};
    for (const field of fields) {
      const word = wrongWith(field, valueOf(field));
      if (word) found[field.name] = t(word);
    }
    say(found);
    if (Object.keys(found).length > 0) return;
    const filled = fields.map((field) => [field.name, valueOf(field)] as const);
    // The button goes with the fields; who uses the keyboard stays here.
    element.current?.closest('section')?.focus({ preventScroll: true });
    chat.sendForm(form, Object.fromEntries(filled.filter(([, value]) => value !== '')));
  };

  return (
    <form ref={element} noValidate onSubmit={submit} aria-busy={state === 'sending'}>
      {fields.map((field) => (
        <Field
          key={field.name}
          id={`baton-${runId}-${field.name}`}
          field={field}
          value={values[field.name] ?? ''}
          wrong={wrong[field.name]}
          locked={state === 'sending'}
          onInput={(value) => {
            chat.fillIn(runId, field.name, value);
            setWrong(({ [field.name]: _, ...others }) => others);
          }}
        />
      ))}
      <button type="submit" class="button" aria-disabled={state === 'sending'}>
        {t(state === 'sending' ? 'sending' : 'send')}
      </button>
    </form>
  );
}

function saidOf(
  fields: readonly FormField[],
  errors: readonly { path: string; message: string }[],
): Wrong {
  const english = language().startsWith('en');
  return Object.fromEntries(
    errors.map(({ path, message }) => {
      const name = path.split(/[./]/).at(-1) ?? '';
      const label = fields.find((field) => field.name === name)?.label ?? '';
      return [name, english ? `${label} ${message}.`.trimStart() : t('fieldWrong')];
    }),
  );
}
