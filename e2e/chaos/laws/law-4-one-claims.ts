/** Two teammates cannot both claim: one wins, the other is told who has it. */
import type { ClaimAsked, Evidence, StoredConversation, Verdict } from './evidence.ts';
import { walk } from './walk.ts';

type Read = Pick<Evidence, 'conversations' | 'claims'>;

export function oneClaims({ conversations, claims }: Read): Verdict {
  const broken: string[] = [];
  const wins = new Map<string, number>();
  const holders = new Map<string, Set<string>>();
  for (const conversation of conversations) {
    broken.push(...claimedFromOthers(conversation));
    for (const { event } of walk(conversation.events).steps) {
      if (event.type === 'claimed') count(wins, `${conversation.id} ${event.teammateId}`);
    }
    holders.set(conversation.id, everHeldBy(conversation));
  }
  const told = new Map<string, number>();
  for (const claim of claims) broken.push(...untrue(claim, holders.get(claim.conversationId)));
  for (const { conversationId, by, told: was } of claims)
    if (was === 'won') count(told, `${conversationId} ${by}`);
  for (const [key, times] of told)
    if (times > (wins.get(key) ?? 0)) broken.push(`${key}: told ${times} times that they won`);
  return { law: '4. of two who claim one wins', checked: claims.length, of: 'claims', broken };
}

function claimedFromOthers({ id, events }: StoredConversation): string[] {
  return walk(events)
    .steps.filter(({ event, before }) => event.type === 'claimed' && before.control !== 'queue')
    .map(({ event, before }) => `${id} v${event.version}: claimed while ${before.control} has it`);
}

function everHeldBy({ events }: StoredConversation): Set<string> {
  const { steps, end } = walk(events);
  const all = [...steps.map(({ before }) => before.holder), end.holder];
  return new Set(all.filter((holder) => holder !== null));
}

function untrue(
  { conversationId, by, told, heldBy }: ClaimAsked,
  holders = new Set<string>(),
): string[] {
  const at = `${conversationId}, claimed by ${by}`;
  if (told !== 'refused') return holders.has(by) ? [] : [`${at}: told that it is theirs`];
  if (heldBy === null) return [`${at}: refused, and not told who has it`];
  if (heldBy === by) return [`${at}: refused, because they have it themselves`];
  return holders.has(heldBy) ? [] : [`${at}: told that ${heldBy} has it, who never had`];
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
