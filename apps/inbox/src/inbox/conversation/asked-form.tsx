import type { ActionForm } from '@baton/protocol';
import { ClipboardList } from 'lucide-react';

/** Under an answer that asks with a form: what it asks for, and what was filled in beforehand. */
export function AskedForm({ form, sent }: { form: ActionForm; sent: boolean }) {
  return (
    <div className="mt-2 rounded-md border border-bubble-ai-line bg-surface px-3 py-2">
      <p className="flex items-center gap-1.5 text-small font-semibold text-ink-soft">
        <ClipboardList size={13} aria-hidden className="shrink-0" />
        <span className="min-w-0 flex-1 truncate">Form: {form.name}</span>
        <span className="shrink-0 font-normal">{sent ? 'Sent' : 'Not sent yet'}</span>
      </p>
      <ul aria-label="Asked for" className="mt-1.5 flex flex-col gap-1">
        {form.fields.map((field) => (
          <li
            key={field.name}
            className="flex flex-wrap items-baseline justify-between gap-x-4 text-base"
          >
            <span>
              {field.label}
              {!field.required && <span className="text-small text-ink-faint"> optional</span>}
            </span>
            <span className="min-w-0 text-small break-words text-ink-soft">
              {field.value === null ? asksFor(field) : `filled in: ${field.value}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const asksFor = ({ type, choices, example }: ActionForm['fields'][number]) =>
  type === 'choice' ? choices.join(' / ') : example ? `like ${example}` : '';
