/** An owner tries an action: really sent, with values of their own. No run, no customer. */
import type { ActionTrial } from '@baton/protocol';
import { recordAudit } from '../../../platform/audit/index.ts';
import { checkValue } from './core/check-values.ts';
import { maskSecrets } from './core/mask-secrets.ts';
import { outcomeOf } from './core/outcome-of.ts';
import { invalid, noSuchAction } from './define.ts';
import type { ActionParts } from './parts.ts';
import { renderRequest } from './perform.ts';
import type { Refused } from './refused.ts';
import { findAction, openSecretHeaders } from './store-actions.ts';

export async function tryAction(
  { database, secrets, send, newId }: ActionParts,
  workspaceId: string,
  id: string,
  typed: Readonly<Record<string, string>>,
): Promise<ActionTrial | Refused> {
  const action = await findAction(database, workspaceId, id);
  if (action === null) return noSuchAction;
  const { definition } = action;
  const values: Record<string, string> = {};
  const faults: { path: string; message: string }[] = [];
  for (const field of definition.fields) {
    const checked = checkValue(
      field,
      Object.hasOwn(typed, field.name) ? (typed[field.name] ?? '') : '',
    );
    if (!checked.ok) faults.push({ path: `values.${field.name}`, message: checked.message });
    else if (checked.value !== '') values[field.name] = checked.value;
  }
  if (faults.length > 0) return invalid(faults);
  const sealed = openSecretHeaders(secrets, action);
  if (sealed === 'sealed_with_another_key') {
    const path = 'headers';
    return invalid([{ path, message: 'must be entered again: their secrets do not open' }]);
  }
  const headers = Object.fromEntries(
    action.headers.map(({ name, value }) => [name, value ?? sealed[name] ?? '']),
  );
  const request = renderRequest(definition, values, headers, newId('try'));
  if ('words' in request) return invalid([{ path: 'values', message: request.words }]);
  // Before it is sent: it may change something there, whatever becomes of us. No values: they may
  // be somebody's.
  const subject = { kind: 'action', id, name: definition.name };
  await recordAudit(database, { workspaceId, kind: 'actionTried', subject });
  const began = performance.now();
  const exchange = await send(request);
  const milliseconds = Math.round(performance.now() - began);
  const outcome = outcomeOf(exchange, definition);
  const masked = (text: string): string => maskSecrets(text, Object.values(sealed));
  return {
    ok: outcome.ok,
    request: {
      method: request.method,
      url: masked(request.url),
      body: request.body && masked(request.body),
    },
    status: outcome.status,
    response: exchange.kind === 'answered' ? masked(exchange.text) : null,
    milliseconds,
    says: masked(outcome.says.markdown),
    problem: outcome.problem === null ? null : masked(outcome.problem),
  };
}
