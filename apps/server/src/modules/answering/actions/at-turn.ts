/**
 * Actions at one customer turn: what could be asked for here, and carrying out what was.
 *
 * Two things alone begin a run: the customer's own message, by its likeness to the owner's
 * examples (decided by the policy, on record), and a form that they sent. What runs without a
 * teammate only looks something up, or was sent off by the customer.
 */
import type { ActionForm, ActionRunId, HandoffReason } from '@baton/protocol';
import type {
  Episode as StoredEpisode,
  FinishedRun,
  RunToApprove,
} from '../../conversations/index.ts';
import type { TurnAction } from '../../escalation/index.ts';
import { wordsIn } from './core/action-words.ts';
import { checkValues } from './core/check-values.ts';
import { formOf, nextStep } from './core/next-step.ts';
import { recogniseValues } from './core/recognise-values.ts';
import type { RunResult } from './core/outcome-of.ts';
import { openRun } from './open-run.ts';
import type { ActionParts } from './parts.ts';
import type { Perform } from './perform.ts';
import { rememberedActions } from './remembered-actions.ts';
import { type ActionRow, type Definition, enabledActions } from './store-actions.ts';
import { identityOf } from './store-identity.ts';
import {
  cancelCollecting,
  countRuns,
  findOpenRuns,
  findRun,
  insertRun,
  inputsOf,
  keepInputs,
  type RunRow,
} from './store-runs.ts';

/** More than anybody needs; each is remembered by its conversation. */
const RUNS_PER_CONVERSATION = 200;

export interface ActionsAtTurn {
  /** For the decision; empty where there is nothing to ask for. */
  actions: readonly TurnAction[];
  /** `sure`: the customer asks for it beyond doubt. */
  carryOut(wish: Wish): Promise<Acted>;
}

export interface Wish {
  actionId: string;
  sure: boolean;
  language: string | null;
}

export type Acted =
  | {
      kind: 'say';
      body: string;
      form?: ActionForm;
      finished?: FinishedRun;
      /** The customer may want a person now. */
      offersPerson: boolean;
    }
  | {
      kind: 'handOff';
      rule: string;
      reasons: [HandoffReason];
      /** For the team. */
      explanation: string;
      body: string;
      requested?: RunToApprove;
      finished?: FinishedRun;
    };

export interface CustomerTurn {
  workspaceId: string;
  stored: StoredEpisode;
  /** What the customer wrote in this episode, the newest first; `pending` of it are unanswered. */
  said: readonly string[];
  pending: number;
}

export interface ActionsAt {
  (turn: CustomerTurn): Promise<ActionsAtTurn>;
  /** What could be asked for by a question that nobody has sent: an owner tries it. */
  tried(workspaceId: string, aiAgentId: string, question: string): Promise<readonly TurnAction[]>;
}

export function createActionsAt(parts: ActionParts, perform: Perform): ActionsAt {
  const { database, clock, newId } = parts;
  const remember = rememberedActions();

  async function actionsAt({ workspaceId, stored, said, pending }: CustomerTurn) {
    const { aiAgentId, id: conversationId, contact } = stored.summary;
    const enabled = await enabledActions(database, workspaceId, aiAgentId);
    if (enabled.length === 0) return { actions: [], carryOut: nothing };
    const runs = await findOpenRuns(database, workspaceId, conversationId);
    const open = openRun(runs, stored, enabled, said.slice(0, pending));
    const text = said.slice(0, pending).toReversed().join('\n');
    const actions = remember(aiAgentId, enabled, open, text);

    async function carryOut({ actionId, sure, language }: Wish): Promise<Acted> {
      const run = open?.run.definition.actionId === actionId ? open.run : null;
      const action = enabled.find(({ id }) => id === actionId);
      if (action === undefined) throw new Error(`there is no action ${actionId} here`);
      // A form that was sent is what the customer saw; otherwise the action as it is now.
      const sent = run !== null && open?.how === 'form';
      const kept = run !== null && (sent || run.actionVersion === action.version) ? run : null;
      const definition: RunRow['definition'] = kept?.definition ?? {
        ...action.definition,
        actionId: action.id,
      };
      const words = wordsIn(language);
      const { name } = definition;
      const at = { workspaceId, aiAgentId, contactId: contact.id };
      const identity = await identityOf(database, at, clock.now());

      const typed =
        sent && open?.submitted ? checkValues(definition.fields, open.submitted.values) : null;
      const known: Record<string, string> =
        typed?.ok === true
          ? typed.values
          : { ...kept?.inputs, ...recogniseValues(definition.fields, said) };
      const next = nextStep(definition, known, { identity, sent: typed?.ok === true, sure });
      if (next.step === 'cannot') {
        return handOff(
          'action_identity',
          'sensitive_topic',
          next.why === 'not_identified'
            ? `The customer asks for “${name}”, which needs a verified identity, and the website has not vouched for them.`
            : `The customer asks for “${name}”, and the website did not say all that it needs about who they are.`,
          words.needsIdentity(name),
        );
      }
      const inputs = next.step === 'run' || next.step === 'approve' ? next.inputs : known;
      const begun = runs.find((each) => next.step === 'run' && isSame(each, actionId, inputs));
      const ready = await keep(
        kept ?? begun ?? null,
        definition,
        action,
        inputs,
        identity !== null,
      );
      if (ready === null) {
        return handOff(
          'action_limit',
          'ai_error',
          `The customer asks for “${name}”, and this conversation has had ${RUNS_PER_CONVERSATION} actions.`,
          words.passedOn,
        );
      }
      const ofRun = { runId: ready.id, actionId: definition.actionId, name };
      switch (next.step) {
        case 'ask':
        case 'confirm': {
          const form = formOf(ready.id, definition, known);
          const [first, ...others] = next.step === 'ask' ? next.missing : [];
          const body =
            typed?.ok === false
              ? words.mend(name)
              : first === undefined
                ? words.confirm(name)
                : others.length === 0
                  ? words.askOne(name, first.label)
                  : words.askForm(name);
          return { kind: 'say', body, form, offersPerson: false };
        }
        case 'approve':
          return {
            ...handOff(
              'action_approval',
              'sensitive_topic',
              `“${name}” is sensitive: it waits for a teammate's approval.`,
              words.requested(name),
            ),
            requested: { ...ofRun, inputs: inputsOf(ready) },
          };
        case 'run': {
          const result = await perform(ready);
          return tell(result, ofRun, definition, words.passedOn);
        }
      }
    }

    /** The run, with what is known now; null where there were too many already. */
    async function keep(
      run: RunRow | null,
      definition: RunRow['definition'],
      action: ActionRow,
      inputs: Record<string, string>,
      identified: boolean,
    ): Promise<RunRow | null> {
      if (run !== null) {
        if (run.state !== 'collecting') return run;
        if (await keepInputs(database, run, inputs)) return { ...run, inputs };
        // It ran meanwhile, in other hands: what came of it is told, nothing is run anew.
        return findRun(database, workspaceId, run.id);
      }
      if ((await countRuns(database, workspaceId, conversationId)) >= RUNS_PER_CONVERSATION)
        return null;
      const begun: RunRow = {
        id: newId('run') as ActionRunId,
        workspaceId,
        actionId: action.id,
        aiAgentId,
        conversationId,
        contactId: contact.id,
        actionVersion: action.version,
        definition,
        state: 'collecting',
        inputs,
        identified,
        result: null,
        tries: 0,
        sentAt: null,
        decidedBy: null,
        note: null,
        at: clock.now(),
        finishedAt: null,
      };
      return database.transaction(async (tx) => {
        const there = await tx.query('select 1 from conversations where id = $1 for update', [
          conversationId,
        ]);
        // Erased meanwhile: there is nobody left to tell.
        if (there.length === 0) return null;
        await cancelCollecting(tx, workspaceId, conversationId, clock.now());
        await insertRun(tx, begun);
        return begun;
      });
    }

    return { actions, carryOut };
  }

  return Object.assign(actionsAt, {
    tried: async (workspaceId: string, aiAgentId: string, question: string) =>
      remember(aiAgentId, await enabledActions(database, workspaceId, aiAgentId), null, question),
  });
}

/** What came of it, as an answer; what broke is for a person. */
function tell(
  result: RunResult,
  ofRun: Pick<FinishedRun, 'runId' | 'actionId' | 'name'>,
  { name }: Definition,
  passedOn: string,
): Acted {
  const finished: FinishedRun = { ...ofRun, ok: result.ok, text: result.says.plain };
  if (result.ok || result.failed === 'refused') {
    return { kind: 'say', body: result.says.markdown, finished, offersPerson: !result.ok };
  }
  return {
    ...handOff(
      'action_failed',
      'ai_error',
      `“${name}” failed. ${result.problem ?? ''}`.trim(),
      `${result.says.markdown}\n\n${passedOn}`,
    ),
    finished,
  };
}

const handOff = (
  rule: string,
  reason: HandoffReason,
  explanation: string,
  body: string,
): Extract<Acted, { kind: 'handOff' }> => ({
  kind: 'handOff',
  rule,
  reasons: [reason],
  explanation,
  body,
});

/** A run of the same with the same, which the AI began and did not live to tell of. */
const isSame = (run: RunRow, actionId: string, inputs: Readonly<Record<string, string>>): boolean =>
  run.state === 'running' &&
  run.actionId === actionId &&
  Object.keys({ ...run.inputs, ...inputs }).every((name) => run.inputs[name] === inputs[name]);

const nothing = async (): Promise<never> => {
  throw new Error('there are no actions here');
};
