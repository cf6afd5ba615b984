/** Whether what somebody filled in is what a field asks for, and how it is written from then on. */
import type { ActionField } from '@baton/protocol';
import { ACTION_LIMITS, Email } from '@baton/protocol';

export interface ValueFault {
  path: string;
  message: string;
}

export type Checked = { ok: true; value: string } | { ok: false; message: string };

/** `""`: left empty. */
export function checkValue(field: ActionField, typed: string): Checked {
  const value = typed
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
  if (value === '') {
    return field.required ? no('is missing') : { ok: true, value };
  }
  if (value.length > ACTION_LIMITS.valueLength) {
    return no(`must have at most ${ACTION_LIMITS.valueLength} characters`);
  }
  switch (field.type) {
    case 'text':
      return { ok: true, value };
    case 'code':
      return /\s{2,}|[\r\n]/.test(value) || value.length > 100
        ? no('does not look like one')
        : { ok: true, value };
    case 'email': {
      const email = Email.safeParse(value);
      return email.success ? { ok: true, value: email.data } : no('is not an email address');
    }
    case 'number': {
      const number = value.replace(',', '.');
      return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(number)
        ? { ok: true, value: String(Number(number)) }
        : no('must be a number');
    }
    case 'date':
      return isDay(value) ? { ok: true, value } : no('must be a day, as 2026-05-31');
    case 'choice': {
      const chosen = field.choices.find((each) => each.toLowerCase() === value.toLowerCase());
      return chosen === undefined
        ? no(`must be one of: ${field.choices.join(', ')}`)
        : { ok: true, value: chosen };
    }
  }
}

/** The customer's own fields, checked together; others are not theirs to send. */
export function checkValues(
  fields: readonly ActionField[],
  typed: Readonly<Record<string, string>>,
): { ok: true; values: Record<string, string> } | { ok: false; faults: ValueFault[] } {
  const theirs = fields.filter(({ from }) => from === 'customer');
  const faults: ValueFault[] = Object.keys(typed)
    .filter((name) => !theirs.some((field) => field.name === name))
    .map((name) => ({ path: name, message: 'is not asked for' }));
  const values: Record<string, string> = {};
  for (const field of theirs) {
    const checked = checkValue(
      field,
      Object.hasOwn(typed, field.name) ? (typed[field.name] ?? '') : '',
    );
    if (!checked.ok) faults.push({ path: field.name, message: checked.message });
    else if (checked.value !== '') values[field.name] = checked.value;
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, values };
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const no = (message: string): { ok: false; message: string } => ({ ok: false, message });
