import { ACTION_LIMITS } from '@baton/protocol';
import { PhrasesField } from '../../policy/phrases-field.tsx';
import { SettingsCard } from '../../settings/settings-card.tsx';
import { phraseFindings } from './phrase-findings.ts';
import type { FormProps } from './section-props.ts';

/** How customers ask for it, and what only sounds like it. */
export function WhenPart({ draft, change, errors, disabled }: FormProps & { disabled: boolean }) {
  const most = ACTION_LIMITS.phrases;
  return (
    <SettingsCard
      title="When"
      lead="Recognised by meaning, not by words. Only the customer’s own message can begin it."
    >
      <PhrasesField
        label="Customers ask for it like this"
        hint="Half a dozen that differ a lot. Without one, it is never offered."
        phrases={draft.useWhen}
        findings={phraseFindings(errors, 'useWhen')}
        path="useWhen"
        disabled={disabled}
        onChange={(useWhen) => change({ useWhen: useWhen.slice(0, most) })}
      />
      <PhrasesField
        label="Never for questions like this"
        hint="What sounds alike and is something else: a question about delivery times is not about an order."
        phrases={draft.neverUseWhen}
        findings={phraseFindings(errors, 'neverUseWhen')}
        path="neverUseWhen"
        disabled={disabled}
        onChange={(neverUseWhen) => change({ neverUseWhen: neverUseWhen.slice(0, most) })}
      />
    </SettingsCard>
  );
}
