/**
 * Customers and teammates: everything they may ask, over networks that delay and double messages,
 * and through a process that has decided but not yet appended.
 */
import type { Command } from '../../core/commands.ts';
import { append } from './ask.ts';
import { without, replaced } from './job-rows.ts';
import { customerSendsForm, customerWrites, desksOf, replyOf } from './said.ts';
import { asks, happens, type Step } from './step.ts';
import type { System } from './system.ts';
import { type Bounds, type Copy, nameOf, type World } from './world.ts';

export function stepsOfPeople(system: System, bounds: Bounds, world: World): Step[] {
  const steps: Step[] = [];
  const says = (by: 'customer' | 'teammate', name: string, command: Command) => {
    steps.push(asks(system, world, by, name, command));
    const held = hold(system, bounds, world, name, command);
    if (held !== null) steps.push(held);
  };

  says('customer', 'the customer writes', customerWrites);
  if (bounds.actions.includes('sensitive'))
    says('customer', 'the customer sends a form', customerSendsForm);
  if (world.state !== null) {
    for (const [by, wishes] of desksFor(bounds)) {
      if (world.gone.includes(by)) continue;
      for (const [name, command] of wishes) says('teammate', name, command);
    }
    if (world.gone.length < bounds.departures)
      for (const by of bounds.teammates.filter((each) => !world.gone.includes(each)))
        steps.push(
          happens('fate', `${nameOf(by)} leaves for good`, {
            ...world,
            gone: [...world.gone, by].sort(),
          }),
        );
  }
  steps.push(...copies(system, bounds, world));
  if (world.heldWrite !== null) steps.push(...release(system, world, world.heldWrite));
  return steps;
}

const desks = new WeakMap<Bounds, ReturnType<typeof desksOf>>();
function desksFor(bounds: Bounds): ReturnType<typeof desksOf> {
  const known = desks.get(bounds) ?? desksOf(bounds);
  desks.set(bounds, known);
  return known;
}

/** Messages that the network holds back, or brings twice. */
function copies(system: System, bounds: Bounds, world: World): Step[] {
  const steps: Step[] = [];
  if (world.copies.length < bounds.copies) {
    const senders = ['customer' as const, ...(world.state === null ? [] : bounds.teammates)];
    for (const from of senders)
      steps.push(
        happens('fate', `a message of ${senderOf({ from })} is slow on its way`, {
          ...world,
          copies: [...world.copies, { from, stored: false }],
        }),
      );
  }
  world.copies.forEach((copy, i) => {
    const kept = { ...world, copies: replaced(world.copies, i, { ...copy, stored: true }) };
    const command = copy.from === 'customer' ? customerWrites : replyOf(copy.from);
    const again = copy.stored ? ' again' : '';
    const name = `the message of ${senderOf(copy)} arrives${again} (${i + 1})`;
    if (copy.stored && system.knowsResends) steps.push(happens('fate', name, kept));
    else {
      const step = asks(system, kept, 'fate', name, command);
      const doubled = copy.stored && step.verdict.kind === 'accepted';
      const broken = doubled ? [...step.broken, 'law 6: a message is stored once'] : step.broken;
      steps.push({ ...step, broken });
    }
    steps.push(
      happens('fate', `the network forgets the message of ${senderOf(copy)} (${i + 1})`, {
        ...world,
        copies: without(world.copies, i),
      }),
    );
  });
  return steps;
}

const senderOf = ({ from }: Pick<Copy, 'from'>): string =>
  from === 'customer' ? 'the customer' : nameOf(from);

/** A process has read the state and decided. What it decided waits for its append. */
export function hold(
  system: System,
  bounds: Bounds,
  world: World,
  name: string,
  command: Command,
): Step | null {
  if (bounds.heldWrites === 0 || world.heldWrite !== null || world.state === null) return null;
  const verdict = system.decide(world.state, command);
  if (verdict.kind !== 'accepted') return null;
  const { version } = world.state;
  return happens('fate', `${name}: decided, not yet appended`, {
    ...world,
    heldWrite: { name, command, events: verdict.events, version },
  });
}

function release(system: System, world: World, held: NonNullable<World['heldWrite']>): Step[] {
  const free = { ...world, heldWrite: null };
  const name = `${held.name}: the append`;
  const fresh = world.state?.version === held.version;
  if (!fresh && system.guardsVersions) {
    return [
      asks(system, free, 'fate', `${name} is too late, and decided again`, held.command),
      happens('fate', `${held.name}: the process dies`, free),
    ];
  }
  const outcome = held.events.map(({ type }) => type).join(' ');
  // Without the guard of versions they go to the end of the stream as they are.
  const events = held.events.map((event, i) => ({ ...event, version: world.seen.version + 1 + i }));
  return [
    { by: 'fate', name, outcome, ...append(system, free, events) },
    happens('fate', `${held.name}: the process dies`, free),
  ];
}
