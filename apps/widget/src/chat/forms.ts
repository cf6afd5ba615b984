/**
 * Where each form of the thread stands, read off the thread alone: asked, on its way, or sent. A form
 * goes out as a message, so what holds for messages (once, in order, again after a reload) holds.
 *
 *   open ──send──▶ sending ──▶ sent          folded: open, but the talk has gone on
 *    ▲  ▲             ├── no line ──▶ waiting
 *    └──┴─ mended ────┘
 */
import type { ActionForm, ContactEntry } from '@baton/protocol';
import type { PendingMessage, ThreadLine } from '@baton/replica';

export interface FormStand {
  readonly form: ActionForm;
  readonly state: 'open' | 'folded' | 'sending' | 'waiting' | 'sent';
  readonly values: Values;
  /** The message that it went out as, until the server has it. */
  readonly pending: PendingMessage | null;
}

export type Values = Readonly<Record<string, string>>;

type Asking = Partial<
  Pick<Extract<ContactEntry, { kind: 'message' }>, 'form' | 'submitted' | 'endsRun'>
>;

/** By the keys of lines: forms as they stand, and messages that say only what a form shows. */
export interface Forms {
  readonly stands: ReadonlyMap<string, FormStand>;
  readonly told: ReadonlySet<string>;
}

/** `resolved`: what was asked is no longer wanted. */
export function formsIn(lines: readonly ThreadLine[], resolved: boolean): Forms {
  const stands = new Map<string, FormStand>();
  const told = new Set<string>();
  const asked = new Map<string, string>();
  let newest: string | null = null;
  for (const line of lines) {
    if (line.kind === 'preview') continue;
    if (line.kind === 'entry' && line.entry.kind === 'notice') {
      // What it was for has been done, or waits to be.
      if (line.entry.notice.startsWith('action')) forget((stand) => stand.state !== 'sent');
      continue;
    }
    const message: Asking = line.kind === 'pending' ? line.pending : (line.entry as Asking);
    const { form, submitted, endsRun } = message;
    // Told in the chat what it was to be filled in for.
    if (endsRun) forget((stand) => stand.form.runId === endsRun && stand.state !== 'sent');
    if (submitted) {
      const key = asked.get(submitted.runId);
      const known = stands.get(key ?? '');
      if (key !== undefined && known) {
        const pending = line.kind === 'pending' ? line.pending : null;
        const state = pending ? stateOf(pending) : 'sent';
        stands.set(key, { ...known, state, values: submitted.values, pending });
        if (newest === key || pending?.errors.length) told.add(line.key);
      }
    }
    if (!told.has(line.key)) newest = line.key;
    if (form) {
      // Asked again: the newer one has more of the values.
      forget((stand) => stand.form.runId === form.runId && stand.state !== 'sent');
      asked.set(form.runId, line.key);
      stands.set(line.key, { form, state: 'open', values: valuesOf(form), pending: null });
    }
  }
  function forget(which: (stand: FormStand) => boolean): void {
    for (const [key, stand] of stands) if (which(stand)) stands.delete(key);
  }
  if (resolved) forget((stand) => stand.state !== 'sent');
  for (const [key, stand] of stands) {
    if (stand.state === 'open' && key !== newest && !stand.pending) {
      stands.set(key, { ...stand, state: 'folded' });
    }
  }
  return { stands, told };
}

/** The form as a message: for people, and for the AI. */
export function formInWords({ fields }: ActionForm, values: Values): string {
  return fields
    .filter(({ name }) => values[name])
    .map(({ name, label }) => `${label}: ${values[name]}`)
    .join('\n');
}

function stateOf({ state, errors }: PendingMessage): FormStand['state'] {
  if (state === 'sending') return 'sending';
  return errors.length > 0 ? 'open' : 'waiting';
}

const valuesOf = ({ fields }: ActionForm): Values =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value ?? '']));
