/** `baton replay`: what another policy would have made of the past, before it is switched on. */
import { readFile } from 'node:fs/promises';
import {
  POLICY_LIMITS,
  PolicyInput,
  type Replay,
  type ReplayChange,
  type ReplayedPolicy,
} from '@baton/protocol';
import { type Baton, upgradePolicy } from '@baton/server';
import { type Command, Failure, type Progress, UsageError } from '../command.ts';
import { agentHelp, agentOptions, chooseScope, type Scope, withBaton } from '../installation.ts';
import { replayInWords } from '../replay/in-words.ts';
import { noMoreThan, textOption } from '../terminal/arguments.ts';

const CHANGES_SHOWN = 10;
/** In --json; a replay of everything would be a book. */
const CHANGES_IN_JSON = 1_000;

export const replay: Command = {
  help: `baton replay --policy draft.json
baton replay --policy 3 --since 30d
baton replay --transcripts chats.jsonl

Decides recorded turns again under another policy and says what would change. Nothing is sent to anyone,
and the policy in force stays what it is. Works beside a running server and without one.

  --policy WHICH    a JSON file, "draft" (as without it), or the number of a version
  --since WHEN      decisions since a day (2026-11-01) or for so long (30d)
  --limit N         at most so many decisions, the newest first; 1000 without it
  --transcripts F   chats from a file instead: JSON lines {"id","turns":[{"customer":"…"},{"teammate":"…"}]}
                    or CSV conversation_id,author,text
  --changes N       show so many changes; ${CHANGES_SHOWN} without it
${agentHelp}`,
  options: {
    ...agentOptions,
    policy: { type: 'string' },
    since: { type: 'string' },
    limit: { type: 'string' },
    transcripts: { type: 'string' },
    changes: { type: 'string' },
  },

  async run(args, progress) {
    noMoreThan(args, 0);
    const policy = await policyNamed(textOption(args, 'policy') ?? 'draft');
    const since = momentOf(textOption(args, 'since'));
    const limit = numberOf(textOption(args, 'limit'), '--limit', 1_000, POLICY_LIMITS.replayTurns);
    const shown = numberOf(textOption(args, 'changes'), '--changes', CHANGES_SHOWN, 1_000);
    const path = textOption(args, 'transcripts');
    const file = path === undefined ? null : await fileAt(path, POLICY_LIMITS.transcriptBytes);
    return withBaton('baton replay', progress, async (baton) => {
      const scope = await chooseScope(baton, args);
      const asked = { policy, askedBy: null, enqueue: false };
      const started =
        file === null
          ? await baton.replays.overHistory(scope, { ...asked, since, limit })
          : await baton.replays.overTranscripts(scope, { ...asked, file });
      if ('kind' in started) {
        const lines = (started.errors ?? []).map((each) => `  ${each.path}: ${each.message}`);
        throw new Failure([started.detail, ...lines.slice(0, 20)].join('\n'));
      }
      const ended = await runToEnd(baton, scope, started, progress);
      const changes = await changesOf(baton, scope, ended, Math.max(shown, CHANGES_IN_JSON));
      return {
        ok: true,
        text: replayInWords(ended, changes.slice(0, shown)),
        json: { ...ended, changes: changes.slice(0, CHANGES_IN_JSON) },
      };
    });
  },
};

async function runToEnd(
  baton: Baton,
  { workspaceId }: Scope,
  { id, progress: { total } }: Replay,
  progress: Progress,
): Promise<Replay> {
  progress.tell(`Deciding ${total} turns again`);
  await baton.replays.runNow(id, new AbortController().signal, (done) =>
    progress.tell(`Decided ${done} of ${total} turns again`),
  );
  const ended = await baton.replays.get(workspaceId, id);
  if (ended === null) throw new Failure('The replay was removed while it ran.');
  return ended;
}

async function changesOf(
  baton: Baton,
  { workspaceId }: Scope,
  { id }: Replay,
  most: number,
): Promise<ReplayChange[]> {
  const all = { was: null, wouldBe: null, after: 0, limit: most };
  return (await baton.replays.changes(workspaceId, id, all))?.changes ?? [];
}

async function policyNamed(name: string): Promise<ReplayedPolicy> {
  if (name === 'draft') return { kind: 'draft' };
  if (/^\d+$/.test(name)) return { kind: 'version', version: Number(name) };
  const text = new TextDecoder().decode(await fileAt(name, POLICY_LIMITS.bodyBytes));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Failure(`${name} is not JSON.`);
  }
  const read = PolicyInput.safeParse(upgradePolicy(value));
  if (!read.success) {
    // A name that is not known is most often a slip, and explains the one that is missing.
    const lines = read.error.issues
      .toSorted(
        (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
      )
      .slice(0, 10)
      .map(({ path, message }) => `  ${path.join('.') || 'the document'}: ${message}`);
    throw new Failure([`${name} is not a policy:`, ...lines].join('\n'));
  }
  return { kind: 'document', document: read.data };
}

async function fileAt(path: string, most: number): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      error.code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read (${error.code ?? error.message}).`,
    );
  });
  if (bytes.byteLength > most)
    throw new Failure(`${path} is larger than ${Math.round(most / 1024 / 1024)} MB.`);
  return bytes;
}

function momentOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? [];
  const moment =
    days === undefined ? new Date(text) : new Date(Date.now() - Number(days) * 24 * 60 * 60_000);
  if (Number.isNaN(moment.getTime()))
    throw new UsageError(`--since ${text}: say a day (2026-11-01) or how long (30d).`);
  return moment.toISOString();
}

function numberOf(text: string | undefined, option: string, otherwise: number, most: number) {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw new UsageError(`${option} takes a whole number up to ${most}.`);
  return number;
}
