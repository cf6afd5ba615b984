/** Minutes as they are typed, and what is wrong with them. */
import { ROUTING_LIMITS, type RoutingRules } from '@baton/protocol';

/** NaN where there is no number yet. */
export function minutesOf(typed: string): number {
  const digits = typed.replace(/\D/g, '');
  return digits === '' ? Number.NaN : Number(digits);
}

const { min, max } = ROUTING_LIMITS.minutes;

export function wrongIn(rules: RoutingRules): Partial<Record<keyof RoutingRules, string>> {
  const { awayMinutes, presentMinutes } = rules;
  const outside = (minutes: number) => !(minutes >= min && minutes <= max);
  if (outside(awayMinutes)) return { awayMinutes: `From ${min} to ${max} minutes.` };
  if (outside(presentMinutes)) return { presentMinutes: `From ${min} to ${max} minutes.` };
  return presentMinutes < awayMinutes
    ? { presentMinutes: 'At least as long as when they are away.' }
    : {};
}
