/**
 * The worlds that are explored: each lets one kind of trouble grow, since all at once would be too
 * many to visit on every change. `small` runs with the tests, `large` by
 * `npx tsx bench/conversations/explore.ts`.
 */
import { type Bounds, desks } from './world.ts';

const quiet: Bounds = {
  teammates: desks.alone,
  jobs: 2,
  attempts: 1,
  strays: 0,
  copies: 0,
  departures: 0,
  losses: 0,
  doubles: 0,
  heldWrites: 0,
  actions: [],
};

export const small = {
  'a worker that is slow, dies, or answers twice': { ...quiet, strays: 1 },
  'jobs that fail, get lost, or come twice': { ...quiet, attempts: 2, losses: 1, doubles: 1 },
  'two teammates, messages that come late or twice, somebody who leaves': {
    ...quiet,
    teammates: desks.two,
    jobs: 1,
    copies: 1,
    departures: 1,
  },
  'two processes, of which one decides and appends later': {
    ...quiet,
    teammates: desks.two,
    jobs: 1,
    heldWrites: 1,
  },
  'actions that wait for approval, and actions that need none': {
    ...quiet,
    teammates: desks.two,
    jobs: 1,
    actions: ['sensitive', 'plain'],
  },
} as const satisfies Record<string, Bounds>;

export const large = {
  'slow workers, lost and doubled jobs': {
    ...quiet,
    teammates: desks.two,
    attempts: 2,
    strays: 1,
    losses: 1,
    doubles: 1,
  },
  'two teammates, two late messages, somebody who leaves': {
    ...quiet,
    teammates: desks.two,
    copies: 2,
    departures: 1,
  },
  'two processes, two jobs, a slow worker': {
    ...quiet,
    teammates: desks.two,
    strays: 1,
    heldWrites: 1,
  },
  'both kinds of actions, two teammates, two jobs': {
    ...quiet,
    teammates: desks.two,
    actions: ['sensitive', 'plain'],
  },
  'three jobs, of which each may fail once': { ...quiet, jobs: 3, attempts: 2, strays: 1 },
} as const satisfies Record<string, Bounds>;
