/**
 * What a choice of engine comes to: the engine that is stored, and what becomes of its key.
 *
 * The law here: a key is only ever sent to the provider and the address it was entered for. Another
 * kind or address drops it, and the operator's own key never leaves the operator's own address.
 */
import type { EngineChoice, EngineKind, ModelBudget } from '@baton/protocol';
import type { z } from 'zod';

export type Choice = z.output<typeof EngineChoice>;

/** As it is stored, without its key. */
export interface ChosenEngine {
  kind: EngineKind;
  /** Null for the embedded engine only. */
  model: string | null;
  /** Without a slash at its end; null: the provider's own address. */
  url: string | null;
  selfCheck: boolean;
}

export type KeyChange = { kind: 'keep' } | { kind: 'drop' } | { kind: 'set'; plain: string };

/** The field at fault, and the words for whoever filled it in. */
export interface EngineFault {
  path: 'model' | 'url' | 'key';
  message: string;
}

export type SettledChoice =
  | { kind: 'sound'; engine: ChosenEngine; key: KeyChange }
  | { kind: 'faulty'; faults: EngineFault[] };

const PROVIDERS = { openai: 'OpenAI', anthropic: 'Anthropic', compatible: 'This server' };

/** @param before what is stored, and whether its key is there and opens; null: nothing yet. */
export function settleChoice(
  choice: Choice,
  before: (ChosenEngine & { hasKey: boolean }) | null,
): SettledChoice {
  const { kind, selfCheck } = choice;
  if (kind === 'embedded')
    return sound({ kind, model: null, url: null, selfCheck: false }, { kind: 'drop' });
  const url = choice.url === null ? null : choice.url.replace(/\/+$/, '');
  const key = keyChange(choice, url, before);
  const faults: EngineFault[] = [];
  if (choice.model === null)
    faults.push({ path: 'model', message: 'is needed: the name of the model' });
  if (url !== null) faults.push(...faultsOfUrl(url));
  if (kind === 'compatible' && url === null)
    faults.push({ path: 'url', message: 'is needed: the address before /chat/completions' });
  if (kind !== 'compatible' && key.kind === 'drop')
    faults.push({ path: 'key', message: keyNeeded(choice, before) });
  if (key.kind === 'set' && !/^[\x21-\x7e]+$/.test(key.plain))
    faults.push({ path: 'key', message: 'must be letters, digits and signs, without spaces' });
  if (faults.length > 0) return { kind: 'faulty', faults };
  return sound({ kind, model: choice.model, url, selfCheck }, key);
}

const sound = (engine: ChosenEngine, key: KeyChange): SettledChoice => ({
  kind: 'sound',
  engine,
  key,
});

function keyChange(
  { kind, key }: Choice,
  url: string | null,
  before: (ChosenEngine & { hasKey: boolean }) | null,
): KeyChange {
  if (key === null) return { kind: 'drop' };
  if (key !== undefined) return { kind: 'set', plain: key };
  const same = before !== null && before.hasKey && before.kind === kind && before.url === url;
  return { kind: same ? 'keep' : 'drop' };
}

function keyNeeded({ kind, key }: Choice, before: { hasKey: boolean } | null): string {
  if (kind !== 'embedded' && key === undefined && before?.hasKey === true)
    return 'is needed again: it was entered for another provider or address, and is sent nowhere else';
  return `is needed: ${kind === 'embedded' ? '' : PROVIDERS[kind]} answers nobody without one`;
}

function faultsOfUrl(url: string): EngineFault[] {
  const { username, password, search, hash, pathname } = new URL(url);
  const message =
    username !== '' || password !== ''
      ? 'must not hold a name or password; there is a field for the key'
      : search !== '' || hash !== ''
        ? 'must end before any "?" or "#"'
        : /\/(?:chat\/completions|messages|responses)$/.test(pathname)
          ? 'must be the address before /chat/completions'
          : null;
  return message === null ? [] : [{ path: 'url', message }];
}

/** What does not work as it is set, or not as its owner will think. In words. */
export function engineWarnings(
  { kind, url }: Pick<ChosenEngine, 'kind' | 'url'>,
  { hasKey, trouble, budget }: { hasKey: boolean; trouble: string | null; budget: ModelBudget },
): string[] {
  const warnings = trouble === null ? [] : [trouble];
  if (kind === 'embedded') return warnings;
  if (hasKey && url !== null && travelsOpenly(url)) {
    warnings.push(`The key and the customers’ words travel unencrypted to ${new URL(url).host}.`);
  }
  if (budget.monthly !== null && budget.inputPrice === 0 && budget.outputPrice === 0) {
    warnings.push(
      'The monthly limit is never reached while both prices are 0: enter what the model costs.',
    );
  }
  return warnings;
}

const nearby =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[(?:::1|f[cd]|fe80)|[^.:]+$|.*\.(?:local|lan|internal|localhost)$)/;

/** http:// is fine on this machine and in its own network, and nowhere else. */
function travelsOpenly(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !nearby.test(hostname);
}
