/**
 * The workers that answer turns, the sweeper, and what can befall them: an attempt that fails, a
 * process that dies or is only slow, a row that is lost or doubled.
 */
import { backToQueue, enqueue, lease, newRun, replaced, without } from './job-rows.ts';
import {
  failureFor,
  hasActed,
  releases,
  returns,
  returnsTooEarly,
  resultsFor,
  ruleCloses,
  runEnds,
  timeWakes,
  timeWakesTooEarly,
} from './said.ts';
import { holderOf, owedTurn } from '../../core/state.ts';
import { asks, happens, type Step } from './step.ts';
import { hold } from './steps-of-people.ts';
import type { System } from './system.ts';
import { type Bounds, type Job, nameOf, type Run, type World } from './world.ts';

export function stepsOfMachines(system: System, bounds: Bounds, world: World): Step[] {
  if (world.state === null) return [];
  return [
    ...world.jobs.flatMap((job, i) => stepsOfJob(system, bounds, world, job, i)),
    ...world.strays.flatMap((run, i) => stepsOfStray(system, bounds, world, run, i)),
    ...stepsOfRunJob(system, world),
    ...stepsOfSweeper(system, world),
  ];
}

function stepsOfJob(system: System, bounds: Bounds, world: World, job: Job, i: number): Step[] {
  const n = `job ${i + 1}`;
  const having = (jobs: readonly Job[]): World => ({ ...world, jobs });
  const steps: Step[] = [];
  if (world.losses < bounds.losses)
    steps.push(
      happens('fate', `${n} is lost`, {
        ...having(without(world.jobs, i)),
        losses: world.losses + 1,
      }),
    );
  if (world.doubles < bounds.doubles)
    steps.push(
      happens('fate', `${n} is doubled`, {
        ...having([...world.jobs, { attempts: job.attempts, held: 'lapsed' }]),
        doubles: world.doubles + 1,
      }),
    );
  if (typeof job.held === 'string') {
    const leased = having(replaced(world.jobs, i, lease(job, bounds.attempts)));
    return [...steps, happens('machine', `a worker takes ${n}`, leased)];
  }

  const run = job.held;
  const lapsed = replaced(world.jobs, i, { ...job, held: 'lapsed' as const });
  steps.push(happens('fate', `the worker of ${n} dies`, having(lapsed)));
  steps.push(
    happens(
      'fate',
      `the worker of ${n} is stopped`,
      having(backToQueue(world.jobs, i, job.attempts - 1)),
    ),
  );
  if (world.strays.length < bounds.strays)
    steps.push(
      happens('fate', `the worker of ${n} is slow and loses its lease`, {
        ...having(lapsed),
        strays: [...world.strays, run],
      }),
    );
  if (!run.said && !run.untold) {
    const spent = job.attempts >= bounds.attempts;
    if (run.mode === 'answer')
      steps.push(
        happens(
          'failure',
          `${n} fails`,
          having(
            spent
              ? replaced(world.jobs, i, { ...job, held: newRun('giveUp') })
              : backToQueue(world.jobs, i, job.attempts),
          ),
        ),
      );
    else
      steps.push(
        happens(
          'fate',
          `${n} cannot even give up`,
          having(backToQueue(world.jobs, i, job.attempts)),
        ),
      );
  }
  const goesOn = (next: Run | null, base: World): World => ({
    ...base,
    jobs: next === null ? without(base.jobs, i) : replaced(base.jobs, i, { ...job, held: next }),
  });
  return [...steps, ...work(system, bounds, world, run, n, goesOn)];
}

function stepsOfStray(system: System, bounds: Bounds, world: World, run: Run, i: number): Step[] {
  const n = `slow worker ${i + 1}`;
  const goesOn = (next: Run | null, base: World): World => ({
    ...base,
    strays: next === null ? without(base.strays, i) : replaced(base.strays, i, next),
  });
  return [
    happens('fate', `${n} never comes back`, goesOn(null, world)),
    ...work(system, bounds, world, run, n, goesOn).map((step): Step => ({ ...step, by: 'fate' })),
  ];
}

/** One attempt, from looking to its end. `goesOn` puts what the run has become into a world. */
function work(
  system: System,
  bounds: Bounds,
  world: World,
  run: Run,
  n: string,
  goesOn: (next: Run | null, base: World) => World,
): Step[] {
  if (run.untold) {
    const step = asks(system, world, 'machine', `${n} tells of its action`, runEnds('plain'));
    return [{ ...step, world: goesOn({ ...run, untold: false, said: true }, step.world) }];
  }
  const { turn } = run;
  if (turn === null) {
    const owed = world.state === null ? null : owedTurn(world.state);
    return owed === null
      ? [happens('machine', `${n} finds nothing owed`, goesOn(null, world))]
      : [happens('machine', `${n} looks`, goesOn({ ...run, turn: owed, late: false }, world))];
  }
  const steps: Step[] = run.said
    ? [happens('machine', `${n} is done`, goesOn(null, world))]
    : run.mode === 'giveUp' && !system.givesUp
      ? [happens('machine', `${n} gives up without a word`, goesOn(null, world))]
      : [];
  if (run.mode === 'giveUp' && !system.givesUp) return steps;
  const results =
    run.mode === 'giveUp'
      ? [['passes it to a person', failureFor(turn)] as const]
      : resultsFor(turn, bounds.actions);
  for (const [what, command] of results) {
    const again = run.said ? ' again' : '';
    const name = `${n} ${what}${again}`;
    const step = asks(system, world, run.mode === 'giveUp' ? 'machine' : 'model', name, command);
    const accepted = step.verdict.kind === 'accepted';
    const next = {
      ...run,
      said: true,
      late: run.late || accepted,
      untold: !accepted && hasActed(command),
    };
    const broken =
      accepted && run.late
        ? [...step.broken, 'law 1: what the AI made for an old turn is dropped']
        : step.broken;
    steps.push({
      ...step,
      // Nobody has to do it twice: it is bad luck.
      ...(run.said && { by: 'fate' as const }),
      broken,
      world: goesOn(next, step.world),
    });
    const held = hold(system, bounds, world, name, command);
    if (held !== null) steps.push(held);
  }
  return steps;
}

/** The job of an approved run: at least once, so its end may be brought twice. */
function stepsOfRunJob(system: System, world: World): Step[] {
  switch (world.runJob) {
    case 'none':
      return [];
    case 'waiting':
      return [happens('machine', 'a worker takes the action', { ...world, runJob: 'working' })];
    case 'working': {
      const step = asks(system, world, 'machine', 'the action ends', runEnds('sensitive'));
      return [
        { ...step, world: { ...step.world, runJob: 'told' } },
        happens('fate', 'the worker of the action dies', { ...world, runJob: 'waiting' }),
      ];
    }
    case 'told':
      return [
        happens('machine', 'the job of the action is done', { ...world, runJob: 'none' }),
        happens('fate', 'the worker of the action dies', { ...world, runJob: 'waiting' }),
      ];
  }
}

const tooEarly = 'nothing is taken from a teammate before its time';

function stepsOfSweeper(system: System, world: World): Step[] {
  const { state } = world;
  if (state === null) return [];
  const steps = [
    asks(system, world, 'fate', 'a rule closes it', ruleCloses),
    asks(system, world, 'fate', 'the sweeper comes too early', timeWakesTooEarly),
  ];
  if (state.standing.status === 'snoozed')
    steps.push(asks(system, world, 'machine', 'its time has come', timeWakes));
  if (!system.sweeps) return steps;
  const holder = holderOf(state);
  if (holder !== null) {
    const name = `${nameOf(holder)} lets the customer wait, and the sweeper`;
    steps.push(asks(system, world, 'machine', `${name} gives it to the others`, returns(holder)));
    const early = asks(system, world, 'fate', `${name} comes too early`, returnsTooEarly(holder));
    const broken = early.verdict.kind === 'accepted' ? [...early.broken, tooEarly] : early.broken;
    steps.push({ ...early, broken });
  }
  for (const gone of world.gone)
    steps.push(
      asks(system, world, 'machine', `the sweeper relieves ${nameOf(gone)}`, releases(gone)),
    );
  const stranded = owedTurn(state) !== null && world.jobs.length === 0;
  const mended = { ...world, jobs: enqueue([]) };
  return stranded ? [...steps, happens('machine', 'the sweeper finds it stranded', mended)] : steps;
}
