/**
 * The shell in small: decide, append, enqueue, as write.ts and store/append.ts do in one
 * transaction. Tells which laws a verdict or its events break.
 */
import type { ConversationEvent } from '@baton/protocol';
import { ids } from '@baton/testkit';
import type { Command } from '../../core/commands.ts';
import { bucketDeltas, inboxBuckets } from '../../core/inbox-buckets.ts';
import { type ConversationState, holderOf } from '../../core/state.ts';
import { summarise } from '../../core/summary.ts';
import type { Verdict } from '../../core/verdict.ts';
import { enqueue } from './job-rows.ts';
import { makesLate, see } from './seen.ts';
import type { System } from './system.ts';
import type { Run, World } from './world.ts';

export interface Asked {
  world: World;
  verdict: Verdict;
  broken: readonly string[];
}

const conversation = { workspaceId: ids.workspace(), conversationId: ids.conversation() };

export function ask(system: System, world: World, command: Command): Asked {
  const verdict = system.decide(world.state, command);
  const broken = brokenByVerdict(world, command, verdict);
  if (verdict.kind !== 'accepted') return { world, verdict, broken };
  const appended = append(system, world, verdict.events);
  return { ...appended, verdict, broken: [...broken, ...appended.broken] };
}

export function append(
  system: System,
  world: World,
  events: readonly ConversationEvent[],
): Pick<Asked, 'world' | 'broken'> {
  const broken: string[] = [];
  let { seen } = world;
  for (const event of events) {
    const next = see(seen, event);
    seen = next.seen;
    broken.push(...next.broken);
  }
  const after = events.reduce<ConversationState | null>(system.evolve, world.state);
  if (after === null) throw new Error('an append has events');
  broken.push(...brokenByAppend(world.state, after, events));

  const follow = system.reactions(conversation, events, world.state, after);
  const answers = follow.filter(({ kind }) => kind === system.answerJob).length;
  const late = events.some(makesLate);
  const outdated = (run: Run): Run =>
    late && run.turn !== null && !run.late ? { ...run, late: true } : run;
  const jobs = late
    ? world.jobs.map((job) =>
        typeof job.held === 'string' ? job : { ...job, held: outdated(job.held) },
      )
    : world.jobs;
  return {
    world: {
      ...world,
      state: after,
      seen,
      jobs: answers > 0 ? enqueue(jobs) : jobs,
      strays: late ? world.strays.map(outdated) : world.strays,
      runJob: follow.length > answers ? 'waiting' : world.runJob,
      history: { before: world.history, events },
    },
    broken,
  };
}

function brokenByVerdict({ state, seen }: World, command: Command, verdict: Verdict): string[] {
  if (state === null) return [];
  const accepted = verdict.kind === 'accepted';
  switch (command.type) {
    case 'reply':
      return accepted ? [] : ['law 3: a reply is never turned away'];
    case 'sendCustomerMessage':
      return accepted ? [] : ['law 5: a customer is never turned away'];
    case 'recordAiAnswer':
    case 'handOff':
    case 'aiFailed':
      return verdict.kind === 'refused' || verdict.kind === 'unchanged'
        ? ["an AI's result is accepted or stale"]
        : [];
    case 'claim':
    case 'takeOver':
      return verdict.kind === 'refused' &&
        verdict.code === 'already_claimed' &&
        (verdict.teammateId !== seen.control || verdict.teammateId === command.by)
        ? ['law 4: who comes second hears who has it']
        : [];
    default:
      return [];
  }
}

function brokenByAppend(
  before: ConversationState | null,
  after: ConversationState,
  events: readonly ConversationEvent[],
): string[] {
  const broken: string[] = [];
  if (before === null) return broken;
  if (after.turn < before.turn) broken.push('law 1: turns never run backwards');
  const closed = events.some(({ type }) => type === 'resolved');
  if (!closed && after.turn === before.turn && told(before) !== told(after))
    broken.push('law 1: every change of control is a new turn');

  const id = conversation.conversationId;
  const [was, is] = [summarise(id, before), summarise(id, after)];
  const buckets = new Set(inboxBuckets(was));
  const deltas = bucketDeltas(was, is);
  for (const { bucket, delta } of deltas)
    if (delta === 1) buckets.add(bucket);
    else buckets.delete(bucket);
  if ([...buckets].sort().join() !== inboxBuckets(is).sort().join())
    broken.push('badges: what moved and what is agree');
  return broken;
}

/** Who has control, in one word. */
const told = (state: ConversationState): string => holderOf(state) ?? state.standing.control.by;
