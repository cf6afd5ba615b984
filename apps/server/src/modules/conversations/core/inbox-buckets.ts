/**
 * Which badges of the inbox a conversation counts towards. Kept as numbers beside the
 * conversations, because counting 100,000 rows for a badge takes longer than everything else.
 */
import type { ConversationSummary, TeammateId } from '@baton/protocol';

export const assignedBucket = (teammateId: TeammateId): string => `assigned:${teammateId}`;

export function inboxBuckets(summary: ConversationSummary): string[] {
  if (summary.status !== 'open') return [];
  switch (summary.controller) {
    case 'ai':
      return ['ai', 'open'];
    case 'queue':
      return ['open', 'waiting'];
    case 'human':
      return summary.assigneeId === null ? ['open'] : [assignedBucket(summary.assigneeId), 'open'];
  }
}

export interface BucketDelta {
  bucket: string;
  delta: 1 | -1;
}

/** In order of name, so that writers who move several badges lock them in one order. */
export function bucketDeltas(
  before: ConversationSummary | null,
  after: ConversationSummary,
): BucketDelta[] {
  const was = before === null ? [] : inboxBuckets(before);
  const is = inboxBuckets(after);
  const left = was.filter((bucket) => !is.includes(bucket));
  const entered = is.filter((bucket) => !was.includes(bucket));
  return [
    ...left.map((bucket): BucketDelta => ({ bucket, delta: -1 })),
    ...entered.map((bucket): BucketDelta => ({ bucket, delta: 1 })),
  ].sort((a, b) => (a.bucket < b.bucket ? -1 : 1));
}
