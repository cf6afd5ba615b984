/**
 * What must hold of every world that can be reached, at any moment. (What must hold of a verdict or
 * of an append is told where they happen: ask.ts, seen.ts; what must come in the end: in-the-end.ts.)
 */
import { ids } from '@baton/testkit';
import { contactConversation, contactEntries, type Names } from '../../core/contact-view.ts';
import { inboxBuckets } from '../../core/inbox-buckets.ts';
import { type ConversationState, owedTurn } from '../../core/state.ts';
import { summarise } from '../../core/summary.ts';
import { isPerson, type Seen } from './seen.ts';
import type { System } from './system.ts';
import { appendsOf, nameOf, type World } from './world.ts';

const names: Names = { teammate: nameOf, aiAgentName: 'Lumi' };
const id = ids.conversation();

export function brokenIn(system: System, world: World): string[] {
  const { state, seen } = world;
  if (state === null) return [];
  return [
    ...listsTellWhatHappened(state, seen),
    ...nobodyIsStranded(state, seen, world),
    ...snapshotsAndEventsAgree(system, state, world),
  ];
}

function listsTellWhatHappened(state: ConversationState, seen: Seen): string[] {
  const broken: string[] = [];
  const must = (holds: boolean, law: string) => {
    if (!holds) broken.push(law);
  };
  const summary = summarise(id, state);
  const person = isPerson(seen.control) ? seen.control : null;
  const controller = person === null ? seen.control : 'human';
  must(summary.status === seen.status, 'the list shows the status that the events tell');
  must(summary.version === seen.version, 'the list shows the version of the newest event');
  if (seen.status !== 'resolved')
    must(summary.controller === controller, 'the list shows who has control, as the events tell');
  must(summary.assigneeId === person, 'the list shows who has it, as the events tell');
  must((summary.snoozedUntil !== null) === (seen.status === 'snoozed'), 'asleep until a moment');
  must((state.unanswered !== null) === seen.unanswered > 0, 'an open question is known as such');
  const waits =
    seen.status !== 'resolved' &&
    (seen.control === 'queue' || (person !== null && seen.unanswered > 0));
  must((summary.waitingSince !== null) === waits, 'who waits for a person is shown as waiting');
  must(
    (summary.awaitsApproval === true) === Object.values(seen.runs).includes('asked'),
    'what waits for approval is shown',
  );
  const badges =
    seen.status !== 'open'
      ? []
      : seen.control === 'ai'
        ? ['ai', 'open']
        : seen.control === 'queue'
          ? ['open', 'waiting']
          : [`assigned:${seen.control}`, 'open'];
  must(inboxBuckets(summary).join() === badges.join(), 'badges count what the events tell');
  for (const [run, is] of Object.entries(seen.runs)) {
    const standing = state.runs?.[run as keyof typeof state.runs]?.is;
    must(standing === (is === 'asked' ? 'waiting' : is), 'a run stands where the events tell');
  }
  return broken;
}

/** Law 5, at every moment: the AI owes it and a job will bring it, or a person is shown to wait. */
function nobodyIsStranded(state: ConversationState, seen: Seen, world: World): string[] {
  const broken: string[] = [];
  const owed = owedTurn(state);
  const { waitingSince } = summarise(id, state);
  if (seen.unanswered > 0 && owed === null && waitingSince === null)
    broken.push('law 5: an open question has the AI at work, or a person to wait for');
  if (owed !== null && (seen.unanswered === 0 || seen.status !== 'open'))
    broken.push('law 5: the AI owes only what is open');
  const someJobBringsIt = world.jobs.some(
    ({ held }) =>
      typeof held === 'string' || held.turn === null || (held.turn === owed && !held.said),
  );
  // What was lost by force the sweeper finds: see in-the-end.ts.
  if (owed !== null && !someJobBringsIt && world.losses === 0)
    broken.push('law 5: what the AI owes, a job will bring');
  const approved = Object.entries(seen.runs).some(([, is]) => is === 'approved');
  if (approved && world.runJob !== 'waiting' && world.runJob !== 'working')
    broken.push('law 5: what was approved, a job will bring to its end');
  return broken;
}

/** Law 7, of the state, and of what the customer is shown. */
function snapshotsAndEventsAgree(system: System, state: ConversationState, world: World): string[] {
  const broken: string[] = [];
  const appends = appendsOf(world);
  const fresh = appends.flat().reduce<ConversationState | null>(system.evolve, null);
  const asStored = JSON.stringify(state);
  if (JSON.stringify(fresh) !== asStored) broken.push('law 7: the state is the fold of its events');
  const old = appends.slice(0, -1).flat().reduce<ConversationState | null>(system.evolve, null);
  const newest = appends.at(-1) ?? [];
  if (old !== null) {
    const kept = JSON.parse(JSON.stringify(old)) as ConversationState;
    if (JSON.stringify(newest.reduce(system.evolve, kept)) !== asStored)
      broken.push('law 7: a stored snapshot and the events after it are the fresh one');
  }
  const whole = JSON.stringify(contactEntries(appends.flat(), names));
  if (JSON.stringify(appends.flatMap((append) => contactEntries(append, names))) !== whole)
    broken.push('law 7: the thread that a customer follows is the one that a fresh load shows');
  const shown = contactConversation(summarise(id, state), names);
  if (shown.aiWorking !== (owedTurn(state) !== null) || shown.version !== state.version)
    broken.push('law 7: the customer sees whether the AI is at work');
  return broken;
}
