/**
 * Nothing strands: once all is quiet, every customer message has an AI answer, a person's, or a place
 * in a human queue; and no answer ever lost the job that was to bring it.
 */
import type { Evidence, Verdict } from './evidence.ts';
import { walk } from './walk.ts';

type Read = Pick<Evidence, 'conversations' | 'lostJobs'>;

export function nothingStrands({ conversations, lostJobs }: Read): Verdict {
  const broken: string[] = [];
  let checked = 0;
  for (const { id, events, controller, status, assigneeId } of conversations) {
    const { steps, end } = walk(events);
    checked += steps.filter(({ event }) => event.type === 'customerMessageSent').length;
    if (end.open === 0) continue;
    if (end.control === 'ai') broken.push(`${id}: ${end.open} messages wait for a silent AI`);
    // What waits for people must stand where people look.
    else if (controller !== end.control || status === 'resolved')
      broken.push(`${id}: waits for people, and is listed as ${status} with ${controller}`);
    else if (end.control === 'human' && assigneeId === null)
      broken.push(`${id}: waits for a person who is nobody`);
  }
  broken.push(...lostJobs);
  return { law: '5. nothing strands', checked, of: 'customer messages', broken };
}
