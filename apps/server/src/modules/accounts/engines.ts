/**
 * What each AI agent writes with, how it sounds, and what it may cost.
 *
 * An engine chosen in the screen stands before the operator's default of the environment. Its key is
 * stored sealed, opened only to call the model, and never part of what a screen is told.
 */
import type { AuditKind, EngineView, ModelBudget, Voice } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Config } from '../../platform/config.ts';
import type { Database, Sql } from '../../platform/database/index.ts';
import type { SealedColumn, SecretPlace, Secrets } from '../../platform/secrets/index.ts';
import {
  type Choice,
  type ChosenEngine,
  engineWarnings,
  settleChoice,
} from './core/engine-choice.ts';
import { type Refused, refuse } from './refused.ts';

export interface EngineParts {
  database: Database;
  secrets: Secrets;
  /** The operator's default; null: the embedded engine. */
  defaultModel: Config['model'];
}

/** Which model, where, with its key in the clear. As answering's port asks for it. */
export interface EngineAccess {
  kind: 'openai' | 'anthropic' | 'compatible';
  model: string;
  url: string | null;
  key: string | null;
  /** From the operator's environment. */
  trusted: boolean;
}

export interface EngineInForce {
  /** Null: the embedded engine. */
  engine: { access: EngineAccess; selfCheck: boolean } | null;
  voice: Voice;
  budget: ModelBudget;
  /** Why the model that was chosen cannot be called, in words; `engine` is null then. */
  trouble: string | null;
}

export interface EngineRefused extends Refused<'not_found' | 'invalid_input'> {
  errors?: { path: string; message: string }[];
}

interface Row {
  name: string;
  engine: ChosenEngine | null;
  model_key: string | null;
  voice: Voice;
  model_budget: ModelBudget;
}

const keyPlace = (workspaceId: string, aiAgentId: string): SecretPlace => ({
  purpose: 'model_key',
  owner: [workspaceId, aiAgentId],
});

/** For the sweep after a change of the installation's key. */
export const modelKeys: SealedColumn = {
  table: 'ai_agents',
  column: 'model_key',
  place: keyPlace,
};

const KEY_LOST =
  'The stored model key does not open with this installation’s secret key. Enter the key again, or ' +
  'bring the secret key back that it was stored with.';

const noSuchAgent = refuse('not_found', 'There is no AI agent with this id.');

export type Engines = ReturnType<typeof createEngines>;

export function createEngines({ database, secrets, defaultModel }: EngineParts) {
  async function find(sql: Sql, workspaceId: string, id: string, lock = ''): Promise<Row | null> {
    const [row] = await sql.query<Row>(
      `select name, engine, model_key, voice, model_budget from ai_agents
       where workspace_id = $1 and id = $2 ${lock}`,
      [workspaceId, id],
    );
    return row ?? null;
  }

  /** Null: there is none, or it does not open. */
  function openKey(workspaceId: string, id: string, { model_key: sealed }: Row): string | null {
    const opened = sealed === null ? null : secrets.open(sealed, keyPlace(workspaceId, id));
    return opened === null || opened === 'sealed_with_another_key' ? null : opened.plain;
  }

  const isLost = (row: Row, key: string | null): boolean => row.model_key !== null && key === null;

  function shown(workspaceId: string, id: string, row: Row): EngineView {
    const key = openKey(workspaceId, id, row);
    const trouble = isLost(row, key) ? KEY_LOST : null;
    const { voice, model_budget: budget } = row;
    const engine: EngineView['engine'] =
      row.engine === null
        ? {
            kind: defaultModel?.kind ?? 'embedded',
            model: defaultModel?.model ?? null,
            url: defaultModel?.url ?? null,
            hasKey: (defaultModel?.key ?? null) !== null,
            selfCheck: false,
            from: 'environment',
          }
        : { ...row.engine, hasKey: key !== null, from: 'screen' };
    return {
      engine,
      voice,
      budget,
      environment: defaultModel && {
        kind: defaultModel.kind,
        model: defaultModel.model,
        url: defaultModel.url,
      },
      warnings: engineWarnings(engine, { hasKey: engine.hasKey, trouble, budget }),
    };
  }

  async function view(workspaceId: string, id: string): Promise<EngineView | EngineRefused> {
    const row = await find(database, workspaceId, id);
    return row === null ? noSuchAgent : shown(workspaceId, id, row);
  }

  /**
   * What a choice would be called with, without storing it; null: the engine as it is. The embedded
   * engine is no model: null.
   */
  async function accessOf(
    workspaceId: string,
    id: string,
    choice: Choice | null,
  ): Promise<{ access: EngineAccess | null } | EngineRefused> {
    const row = await find(database, workspaceId, id);
    if (row === null) return noSuchAgent;
    if (choice === null) {
      const { engine, trouble } = inForce(workspaceId, id, row);
      return trouble === null
        ? { access: engine?.access ?? null }
        : refuse('invalid_input', trouble);
    }
    const stored = openKey(workspaceId, id, row);
    const settled = settleChoice(choice, row.engine && { ...row.engine, hasKey: stored !== null });
    if (settled.kind === 'faulty') return faulty(settled.faults);
    const { engine, key } = settled;
    const plain = key.kind === 'set' ? key.plain : key.kind === 'keep' ? stored : null;
    return { access: accessTo(engine, plain) };
  }

  async function choose(
    workspaceId: string,
    id: string,
    choice: Choice,
  ): Promise<EngineView | EngineRefused> {
    return database.transaction(async (tx) => {
      const row = await find(tx, workspaceId, id, 'for update');
      if (row === null) return noSuchAgent;
      const hasKey = openKey(workspaceId, id, row) !== null;
      const settled = settleChoice(choice, row.engine && { ...row.engine, hasKey });
      if (settled.kind === 'faulty') return faulty(settled.faults);
      const { engine, key } = settled;
      const next: Row = {
        ...row,
        engine,
        model_key:
          key.kind === 'set'
            ? secrets.seal(key.plain, keyPlace(workspaceId, id))
            : key.kind === 'keep'
              ? row.model_key
              : null,
      };
      await tx.query(
        'update ai_agents set engine = $3, model_key = $4 where workspace_id = $1 and id = $2',
        [workspaceId, id, JSON.stringify(engine), next.model_key],
      );
      const of = { workspaceId, subject: { kind: 'aiAgent', id, name: row.name } };
      await recordAudit(tx, {
        ...of,
        kind: 'engineChosen',
        details: { engine: engine.kind, model: engine.model, url: engine.url },
      });
      if (key.kind === 'set') await recordAudit(tx, { ...of, kind: 'modelKeySet' });
      else if (row.model_key !== null && next.model_key === null)
        await recordAudit(tx, { ...of, kind: 'modelKeyRemoved' });
      return shown(workspaceId, id, next);
    });
  }

  /** Back to the operator's default; the stored key is gone. */
  const reset = (workspaceId: string, id: string) =>
    set(workspaceId, id, 'engineReset', 'engine = null, model_key = null', []);
  const setVoice = (workspaceId: string, id: string, voice: Voice) =>
    set(workspaceId, id, 'voiceChanged', 'voice = $3', [JSON.stringify(voice)]);
  const setBudget = (workspaceId: string, id: string, budget: ModelBudget) =>
    set(workspaceId, id, 'modelBudgetChanged', 'model_budget = $3', [JSON.stringify(budget)]);

  async function set(
    workspaceId: string,
    id: string,
    kind: AuditKind,
    change: string,
    values: string[],
  ): Promise<EngineView | EngineRefused> {
    return database.transaction(async (tx) => {
      const before = await find(tx, workspaceId, id, 'for update');
      const [row] = await tx.query<Row>(
        `update ai_agents set ${change} where workspace_id = $1 and id = $2
         returning name, engine, model_key, voice, model_budget`,
        [workspaceId, id, ...values],
      );
      if (row === undefined || before === null) return noSuchAgent;
      const of = { workspaceId, subject: { kind: 'aiAgent', id, name: row.name } };
      await recordAudit(tx, { ...of, kind });
      if (before.model_key !== null && row.model_key === null)
        await recordAudit(tx, { ...of, kind: 'modelKeyRemoved' });
      return shown(workspaceId, id, row);
    });
  }

  /**
   * What the AI agent writes with from now on: read at every call, so that a change counts at once
   * and on every server. Throws where there is no such AI agent.
   */
  async function engineOf(workspaceId: string, id: string): Promise<EngineInForce> {
    const row = await find(database, workspaceId, id);
    if (row === null) throw new Error(`There is no AI agent ${id}.`);
    return inForce(workspaceId, id, row);
  }

  /** What may be spent; null where there is no such AI agent. */
  async function budgetOf(workspaceId: string, id: string): Promise<ModelBudget | null> {
    return (await find(database, workspaceId, id))?.model_budget ?? null;
  }

  function inForce(workspaceId: string, id: string, row: Row): EngineInForce {
    const { engine, voice, model_budget: budget } = row;
    if (engine === null) {
      const access = defaultModel && { ...defaultModel, trusted: true };
      return { engine: access && { access, selfCheck: false }, voice, budget, trouble: null };
    }
    const key = openKey(workspaceId, id, row);
    if (isLost(row, key)) return { engine: null, voice, budget, trouble: KEY_LOST };
    const access = accessTo(engine, key);
    return {
      engine: access && { access, selfCheck: engine.selfCheck },
      voice,
      budget,
      trouble: null,
    };
  }

  return { view, choose, reset, setVoice, setBudget, accessOf, engineOf, budgetOf };
}

function accessTo({ kind, model, url }: ChosenEngine, key: string | null): EngineAccess | null {
  if (kind === 'embedded' || model === null) return null;
  return { kind, model, url, key, trusted: false };
}

function faulty(errors: { path: string; message: string }[]): EngineRefused {
  const words = errors.map(({ path, message }) => `The ${names[path]} ${message}.`);
  return { ...refuse('invalid_input', words.join(' ')), errors };
}

const names: Record<string, string> = { model: 'model', url: 'address', key: 'key' };
