/** The AI never speaks while a person or the queue has control, nor for a turn that is over. */
import type { Evidence, Verdict } from './evidence.ts';
import { walk } from './walk.ts';

export function theAiIsSilent({ conversations }: Pick<Evidence, 'conversations'>): Verdict {
  const broken: string[] = [];
  let checked = 0;
  for (const { id, events } of conversations) {
    for (const { event, before } of walk(events).steps) {
      if (event.type !== 'aiAnswered' && event.type !== 'handedOff') continue;
      checked += 1;
      const at = `${id} v${event.version} ${event.type}`;
      if (before.control !== 'ai')
        broken.push(`${at}: the AI speaks though control is with ${before.control}`);
      else if (event.turn !== before.turn)
        broken.push(`${at}: made for turn ${event.turn}, and it is turn ${before.turn}`);
    }
  }
  return { law: '1. the AI is silent once others have control', checked, of: 'AI turns', broken };
}
