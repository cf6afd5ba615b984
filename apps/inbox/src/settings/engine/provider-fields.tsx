/** Where the model is and which one: the fields of a provider, put together by the section. */
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { Field, TextField } from '../../design/field.tsx';
import type { ProviderFields } from './engine-draft.ts';
import { examples, isLocal, type ModelKind, suggestedModels } from './kinds.ts';

type Props = {
  fields: ProviderFields;
  error: string | undefined;
  onChange: (part: Partial<ProviderFields>) => void;
};

/** Which model: one that is usual here, or any by its name. */
export function ModelField({ kind, fields, error, onChange }: Props & { kind: ModelKind }) {
  const models = useId();
  const suggested = suggestedModels(kind, fields.url);
  return (
    <Field
      label="Model"
      hint="As the provider writes it. One that answers at once suits customers better than one that thinks first."
      error={error}
    >
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            list={models}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            placeholder={suggested[0] ? `For example ${suggested[0]}` : 'The model’s name'}
            value={fields.model}
            onChange={(event) => onChange({ model: event.target.value })}
            className="field"
          />
          <datalist id={models}>
            {suggested.map((model) => (
              <option key={model} value={model} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** Where a compatible server listens, with the usual places to begin from. */
export function ServerField(props: Props) {
  return (
    <div className="flex flex-col gap-2.5">
      <AddressField {...props} />
      <Examples url={props.fields.url} onChoose={(url) => props.onChange({ url })} />
    </div>
  );
}

/** Providers have an address of their own; hardly anybody needs another. */
export function OtherAddress(props: Props) {
  return (
    <details className="group" open={props.fields.url !== '' || props.error !== undefined}>
      <summary className="flex min-h-6 w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-small font-medium text-ink-soft max-md:min-h-10 [&::-webkit-details-marker]:hidden">
        <ChevronDown
          size={14}
          aria-hidden
          className="-rotate-90 transition-transform group-open:rotate-0"
        />
        Another address
      </summary>
      <div className="pt-3">
        <AddressField {...props} optional />
      </div>
    </details>
  );
}

function AddressField({
  fields,
  error,
  optional = false,
  onChange,
}: Props & { optional?: boolean }) {
  return (
    <TextField
      label="Address"
      inputMode="url"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={500}
      placeholder={optional ? 'The provider’s own' : 'http://localhost:11434/v1'}
      value={fields.url}
      error={error}
      hint={
        isLocal(fields.url)
          ? 'As this server sees it. If Baton runs in a container, “localhost” is the container: try host.docker.internal.'
          : optional
            ? 'For a gateway or a region of your own. Empty: the provider’s own address.'
            : 'What comes before /chat/completions.'
      }
      onChange={(event) => onChange({ url: event.target.value })}
    />
  );
}

function Examples({ url, onChoose }: { url: string; onChoose: (url: string) => void }) {
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="sr-only">Usual addresses</legend>
      {examples.map((example) => {
        const chosen = example.url === url.trim();
        return (
          <button
            key={example.name}
            type="button"
            aria-pressed={chosen}
            onClick={() => onChoose(example.url)}
            className={`h-7 rounded-full border px-2.5 text-small disabled:opacity-60 max-md:h-9 max-md:px-3 ${
              chosen
                ? 'border-accent bg-selected text-ink'
                : 'border-line-strong text-ink-soft hover:bg-hover hover:text-ink'
            }`}
          >
            {example.name}
          </button>
        );
      })}
    </fieldset>
  );
}
