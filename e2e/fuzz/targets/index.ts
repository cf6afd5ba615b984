/** Every door there is, by name. The API with its database has a way of its own: `../api`. */
import type { Target } from '../engine/target.ts';
import { answeringTargets } from './answering.ts';
import { knowledgeTargets } from './knowledge.ts';
import { peopleTargets } from './people.ts';
import { platformTargets } from './platform.ts';
import { processTargets } from './processes.ts';
import { webhookTargets } from './webhooks.ts';
import { websiteTargets } from './website.ts';
import { wireTargets } from './wire.ts';

export const targets: readonly Target[] = [
  ...wireTargets,
  ...peopleTargets,
  ...knowledgeTargets,
  ...websiteTargets,
  ...answeringTargets,
  ...platformTargets,
  ...processTargets,
  ...webhookTargets,
];

export function targetNamed(name: string): Target {
  const found = targets.find((target) => target.name === name);
  if (found === undefined) throw new Error(`there is no target ${name}`);
  return found;
}
