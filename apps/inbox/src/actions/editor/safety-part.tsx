import { ACTION_LIMITS } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { TextField } from '../../design/field.tsx';
import { Switch } from '../../design/switch.tsx';
import { Notice } from '../../design/notice.tsx';
import { SettingsCard } from '../../settings/settings-card.tsx';
import type { FormProps } from './section-props.ts';

/** Who it is for, who must say yes, and how patient it is. */
export function SafetyPart({
  draft,
  change,
  errors,
  identitySet,
}: FormProps & {
  /** Whether websites can vouch for customers at all; null until that is known. */
  identitySet: boolean | null;
}) {
  const { min, max } = ACTION_LIMITS.timeoutMs;
  const harmless = draft.method === 'GET' || draft.sensitive;
  return (
    <SettingsCard title="Care" lead="What must be true before anything happens.">
      <Switch
        label="A teammate approves it first"
        hint={
          draft.sensitive
            ? 'The conversation is handed to your team with everything filled in. It runs only after a yes, and the customer is told so.'
            : 'It runs at once, as soon as the customer has sent what it needs.'
        }
        checked={draft.sensitive}
        onChange={(sensitive) => change({ sensitive })}
      />
      {!harmless && (
        <Notice kind="warn">
          It changes something ({draft.method}) and nobody looks first. Fine for what can be taken
          back; else let a teammate approve it.
        </Notice>
      )}
      <Switch
        label="For verified customers only"
        hint={
          draft.needsIdentity
            ? 'Only for customers whom your website vouched for. Anybody else is passed to a person.'
            : 'Anybody who chats can have it done, and nobody has checked who they are.'
        }
        checked={draft.needsIdentity}
        onChange={(needsIdentity) =>
          change({
            needsIdentity,
            // Without an identity there is nothing to take a value from.
            ...(needsIdentity
              ? {}
              : { fields: draft.fields.map((field) => ({ ...field, from: 'customer' as const })) }),
          })
        }
      />
      {draft.needsIdentity && identitySet === false && (
        <Notice kind="warn">
          Your website cannot vouch for customers yet, so this never runs.{' '}
          <Link
            to="/settings/{-$section}"
            params={{ section: 'identity' }}
            className="font-medium underline underline-offset-2"
          >
            Set it up
          </Link>
        </Notice>
      )}
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <TextField
          label="Patience"
          type="number"
          inputMode="numeric"
          min={min / 1000}
          max={max / 1000}
          value={draft.timeoutMs / 1000}
          hint={`Seconds, ${min / 1000} to ${max / 1000}. The customer waits meanwhile.`}
          error={errors['timeoutMs']}
          onChange={(event) => change({ timeoutMs: Math.round(Number(event.target.value) * 1000) })}
        />
        <TextField
          label="Further tries"
          type="number"
          inputMode="numeric"
          min={0}
          max={ACTION_LIMITS.retries}
          value={draft.retries}
          hint="Each carries the same Idempotency-Key, so your system can tell a second try from a second wish."
          error={errors['retries']}
          onChange={(event) => change({ retries: Math.round(Number(event.target.value)) })}
        />
      </div>
    </SettingsCard>
  );
}
