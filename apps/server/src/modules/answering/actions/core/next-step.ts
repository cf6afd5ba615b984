/**
 * What becomes of an action that the customer wants: ask, let them confirm, have it approved, run.
 *
 *   not vouched for, and must be ──► cannot
 *   something is missing ──────────► ask
 *   sensitive, and plainly wanted ─► approve (by a teammate)
 *   only looks something up, or the customer has sent the form ──► run
 *   else ──────────────────────────► confirm: the customer sends the form, filled in as far as known
 *
 * Values are the customer's own words and what the website vouched for. Nothing else is read here:
 * no document, no result, no model.
 */
import type { ActionField, ActionForm, ActionRunId } from '@baton/protocol';
import type { Definition } from '../store-actions.ts';
import type { Values } from './request-template.ts';

export interface Identity {
  id: string;
  email: string | null;
  name: string | null;
}

export type NextStep =
  | { step: 'cannot'; why: 'not_identified' | 'identity_incomplete' }
  | { step: 'ask'; missing: ActionField[] }
  | { step: 'confirm' }
  | { step: 'approve'; inputs: Record<string, string> }
  | { step: 'run'; inputs: Record<string, string> };

export function nextStep(
  definition: Definition,
  known: Values,
  { identity, sent, sure }: { identity: Identity | null; sent: boolean; sure: boolean },
): NextStep {
  if (definition.needsIdentity && identity === null)
    return { step: 'cannot', why: 'not_identified' };
  const inputs: Record<string, string> = {};
  const missing: ActionField[] = [];
  for (const field of definition.fields) {
    const value = field.from === 'customer' ? known[field.name] : vouched(field.from, identity);
    if (value !== undefined && value !== '') inputs[field.name] = value;
    else if (field.from !== 'customer' && field.required)
      return { step: 'cannot', why: 'identity_incomplete' };
    else if (field.required) missing.push(field);
  }
  if (missing.length > 0) return { step: 'ask', missing };
  // A wish that was only guessed is first shown to whose wish it is.
  if (definition.sensitive) return sent || sure ? { step: 'approve', inputs } : { step: 'confirm' };
  if (sent || definition.method === 'GET') return { step: 'run', inputs };
  return { step: 'confirm' };
}

function vouched(from: ActionField['from'], identity: Identity | null): string | undefined {
  switch (from) {
    case 'identity.id':
      return identity?.id;
    case 'identity.email':
      return identity?.email ?? undefined;
    case 'identity.name':
      return identity?.name ?? undefined;
    case 'customer':
      return undefined;
  }
}

/** The customer's own fields; what the website vouched for is neither shown nor asked. */
export function formOf(runId: ActionRunId, definition: Definition, known: Values): ActionForm {
  return {
    runId,
    name: definition.name,
    fields: definition.fields
      .filter(({ from }) => from === 'customer')
      .map(({ name, label, type, required, examples, choices }) => ({
        name,
        label,
        type,
        required,
        example: examples[0] ?? null,
        choices,
        value: known[name] ?? null,
      })),
  };
}
