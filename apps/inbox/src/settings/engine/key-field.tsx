import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import type { ProviderFields } from './engine-draft.ts';
import { keyPages, type ModelKind } from './kinds.ts';

/** A key goes in and never comes out: stored, replaced or removed, but not shown. */
export function KeyField({
  kind,
  state,
  fields,
  error,
  mayManage,
  onChange,
}: {
  kind: ModelKind;
  state: 'stored' | 'elsewhere' | 'none';
  fields: ProviderFields;
  error: string | undefined;
  mayManage: boolean;
  onChange: (part: Partial<ProviderFields>) => void;
}) {
  const [replacing, setReplacing] = useState(false);
  const typing = state !== 'stored' || replacing || fields.key !== '' || error !== undefined;

  if (!typing) {
    return (
      <Stored
        removed={fields.keyRemoved}
        mayManage={mayManage}
        onReplace={() => {
          setReplacing(true);
          onChange({ keyRemoved: false });
        }}
        onRemove={(keyRemoved) => onChange({ keyRemoved })}
      />
    );
  }
  const page = keyPages[kind];
  return (
    <div className="flex flex-col gap-2">
      <Field
        label={kind === 'compatible' ? 'Key (if the server wants one)' : 'Key'}
        error={error}
        hint={
          <>
            Stored encrypted; nobody sees it again, you neither.
            {page && (
              <>
                {' '}
                You get one at{' '}
                <a
                  href={page.url}
                  target="_blank"
                  rel="noopener noreferrer"
                  className="text-accent-text underline underline-offset-2"
                >
                  {page.name}
                </a>
                .
              </>
            )}
          </>
        }
        aside={
          state === 'stored' &&
          replacing && (
            <button
              type="button"
              onClick={() => {
                setReplacing(false);
                onChange({ key: '' });
              }}
              className="rounded-sm text-small font-medium text-accent-text underline underline-offset-2"
            >
              Keep the stored one
            </button>
          )
        }
      >
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="off"
            spellCheck={false}
            // Password managers would offer the key for other fields, and the teammate's own here.
            data-1p-ignore
            data-lpignore="true"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody asked to replace it
            autoFocus={replacing}
            maxLength={1_000}
            value={fields.key}
            onChange={(event) => onChange({ key: event.target.value, keyRemoved: false })}
            className="field font-mono"
          />
        )}
      </Field>
      {state === 'elsewhere' && fields.key === '' && (
        <Notice kind="info">
          The stored key is for another provider or address. It is never sent anywhere else: enter
          the key for this one.
        </Notice>
      )}
    </div>
  );
}

function Stored({
  removed,
  mayManage,
  onReplace,
  onRemove,
}: {
  removed: boolean;
  mayManage: boolean;
  onReplace: () => void;
  onRemove: (removed: boolean) => void;
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium">Key</p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line py-1.5 pr-1.5 pl-3">
        <span className="flex min-w-0 flex-1 items-center gap-2">
          <LockKeyhole size={14} aria-hidden className="shrink-0 text-ink-soft" />
          <span className={removed ? 'text-ink-soft line-through' : ''}>A key is stored.</span>
          {removed && <span className="text-small text-ink-soft">Goes when you save.</span>}
        </span>
        {mayManage && (
          <span className="flex gap-1.5">
            {removed ? (
              <Button size="small" onClick={() => onRemove(false)}>
                Keep it
              </Button>
            ) : (
              <>
                <Button size="small" onClick={onReplace}>
                  Replace
                </Button>
                <Button size="small" look="danger" onClick={() => onRemove(true)}>
                  Remove
                </Button>
              </>
            )}
          </span>
        )}
      </div>
    </div>
  );
}
