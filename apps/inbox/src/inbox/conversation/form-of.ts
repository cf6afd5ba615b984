/** Forms and what was filled in, as a teammate reads them. Pure. */
import type { ActionForm, ConversationEvent, SubmittedForm } from '@baton/protocol';

export type FilledIn = { label: string; value: string };

/** What messages need to know of the whole conversation, to show the forms in it. */
export type FormsIn = {
  filledIn: (submitted: SubmittedForm) => FilledIn[];
  isSent: (runId: string) => boolean;
};

export const formsIn = (events: readonly ConversationEvent[]): FormsIn => ({
  filledIn: (submitted) => filledIn(submitted, formOf(events, submitted.runId)),
  isSent: (runId) =>
    events.some(
      (event) => event.type === 'customerMessageSent' && event.submitted?.runId === runId,
    ),
});

/** The form that a run last asked with; null when it was asked in words only. */
function formOf(events: readonly ConversationEvent[], runId: string): ActionForm | null {
  const asked = events.findLast(
    (event) => event.type === 'aiAnswered' && event.form?.runId === runId,
  );
  return asked?.type === 'aiAnswered' ? (asked.form ?? null) : null;
}

/** In the form's order and under its labels; what the form did not know comes last. */
export function filledIn(submitted: SubmittedForm, form: ActionForm | null): FilledIn[] {
  const fields = form?.fields ?? [];
  const known = fields.flatMap(({ name, label }): FilledIn[] => {
    const value = submitted.values[name];
    return value === undefined || value === '' ? [] : [{ label, value }];
  });
  const names = new Set(fields.map(({ name }) => name));
  const others = Object.entries(submitted.values).flatMap(([label, value]): FilledIn[] =>
    names.has(label) || value === '' ? [] : [{ label, value }],
  );
  return [...known, ...others];
}
