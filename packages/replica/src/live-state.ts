/**
 * When to connect, greet, wait, probe and give up: the decisions of a live connection, pure.
 *
 * ```
 *   opening ──opened──▶ greeting ──caughtUp──▶ live ◀──anything heard── probing
 *      ▲                   │  │                 └──silence──▶ ping ───────┘ │
 *      │                   │  └─reset─▶ refreshing ──refreshed──▶ opening   │
 *      └──timer/online── waiting ◀────────── closed, or still silent ───────┘
 *
 *   any ──unauthorized, stop──▶ ended
 * ```
 *
 * Every state has exactly one timer, set on entering it, so nothing can wait for ever: a socket
 * that never opens, a server that never greets and a half-open connection all end in `waiting`,
 * and `waiting` ends in another try. `attempt` counts failures since anything was last heard on a
 * live connection: a server that greets and hangs up is not asked in a tight circle either.
 */
export type LiveState =
  | { readonly name: 'idle' }
  | { readonly name: 'opening'; readonly attempt: number }
  | { readonly name: 'greeting'; readonly attempt: number }
  | { readonly name: 'live'; readonly attempt: number }
  | { readonly name: 'probing'; readonly attempt: number }
  | { readonly name: 'refreshing'; readonly attempt: number }
  | { readonly name: 'waiting'; readonly attempt: number; readonly offline: boolean }
  | { readonly name: 'ended'; readonly why: 'unauthorized' | 'stopped' };

/** What the connection hears, from its owner, the socket, the browser and its own timer. */
export type LiveInput =
  | 'start'
  | 'stop'
  | 'opened'
  | 'closed'
  | 'heard'
  | 'caughtUp'
  | 'reset'
  | 'unauthorized'
  | 'refreshed'
  | 'refreshFailed'
  | 'online'
  | 'offline'
  | 'visible'
  | 'timer';

/** What the shell does, in this order. */
export type LiveEffect = 'connect' | 'hello' | 'ping' | 'close' | 'refresh';

export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'ended';

export interface LiveStep {
  readonly state: LiveState;
  readonly effects: readonly LiveEffect[];
  /** Milliseconds until `timer`; replaces any earlier timer. `'keep'` leaves it running. */
  readonly timer: number | null | 'keep';
}

const OPEN_WITHIN = 10_000;
const GREET_WITHIN = 15_000;
const SILENCE = 25_000;
const PONG_WITHIN = 8_000;
const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;

/** Milliseconds before try number `attempt` (from 1); half fixed, half chance, at most 30 s. */
export function backOff(attempt: number, random: number): number {
  const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, attempt - 1));
  return Math.round(delay / 2 + (delay / 2) * random);
}

/** `random` in [0, 1): spreads a crowd that lost its server at the same moment. */
export function step(state: LiveState, input: LiveInput, random: number): LiveStep {
  if (state.name === 'ended') return input === 'start' ? connect(0) : ignore(state);
  if (input === 'stop' || input === 'unauthorized') {
    const why = input === 'stop' ? 'stopped' : 'unauthorized';
    return { state: { name: 'ended', why }, effects: ['close'], timer: null };
  }
  switch (state.name) {
    case 'idle':
      return input === 'start' ? connect(0) : ignore(state);

    case 'opening':
      if (input === 'opened') {
        return {
          state: { name: 'greeting', attempt: state.attempt },
          effects: ['hello'],
          timer: GREET_WITHIN,
        };
      }
      if (input === 'closed' || input === 'timer') return wait(state.attempt, false, random);
      if (input === 'offline') return wait(state.attempt, true, random);
      return ignore(state);

    case 'greeting':
      if (input === 'caughtUp') return live(state.attempt);
      if (input === 'reset') return refresh(state.attempt);
      // A long catch-up is not silence.
      if (input === 'heard') return { state, effects: [], timer: GREET_WITHIN };
      if (input === 'closed' || input === 'timer') return wait(state.attempt, false, random);
      if (input === 'offline') return wait(state.attempt, true, random);
      return ignore(state);

    case 'live':
    case 'probing':
      if (input === 'heard' || input === 'caughtUp') return live(0);
      if (input === 'reset') return refresh(state.attempt);
      if (input === 'closed') return wait(state.attempt, false, random);
      if (input === 'offline') return wait(state.attempt, true, random);
      if (state.name === 'probing') {
        return input === 'timer' ? wait(state.attempt, false, random) : ignore(state);
      }
      // Silence, or a tab that wakes: its socket may be dead without knowing.
      if (input === 'timer' || input === 'visible' || input === 'online') {
        const probing = { name: 'probing', attempt: state.attempt } as const;
        return { state: probing, effects: ['ping'], timer: PONG_WITHIN };
      }
      return ignore(state);

    case 'refreshing':
      // The first reset is answered at once; a server that resets every hello is given time.
      if (input === 'refreshed') {
        return state.attempt === 1 ? connect(1) : wait(state.attempt, false, random);
      }
      if (input === 'refreshFailed' || input === 'timer') return wait(state.attempt, false, random);
      if (input === 'offline') return wait(state.attempt, true, random);
      return ignore(state);

    case 'waiting':
      // Browsers are sometimes wrong about being offline, so even then the timer tries.
      if (input === 'timer') return connect(state.attempt);
      if (input === 'online') return connect(0);
      if (input === 'visible' && !state.offline) return connect(state.attempt);
      if (input === 'offline')
        return { state: { ...state, offline: true }, effects: [], timer: 'keep' };
      return ignore(state);
  }
}

/** The state in the words a screen shows. `wasLive`: whether it has ever been live. */
export function statusOf(state: LiveState, wasLive: boolean): LiveStatus {
  switch (state.name) {
    case 'ended':
      return 'ended';
    case 'live':
    case 'probing':
      return 'live';
    case 'idle':
      return 'connecting';
    case 'waiting':
      if (state.offline) return 'offline';
      return wasLive || state.attempt > 0 ? 'reconnecting' : 'connecting';
    case 'opening':
    case 'greeting':
    case 'refreshing':
      return wasLive || state.attempt > 0 ? 'reconnecting' : 'connecting';
  }
}

function connect(attempt: number): LiveStep {
  return { state: { name: 'opening', attempt }, effects: ['connect'], timer: OPEN_WITHIN };
}

function live(attempt: number): LiveStep {
  return { state: { name: 'live', attempt }, effects: [], timer: SILENCE };
}

function refresh(attempt: number): LiveStep {
  return {
    state: { name: 'refreshing', attempt: attempt + 1 },
    effects: ['close', 'refresh'],
    timer: GREET_WITHIN,
  };
}

function wait(attempt: number, offline: boolean, random: number): LiveStep {
  const next = attempt + 1;
  return {
    state: { name: 'waiting', attempt: next, offline },
    effects: ['close'],
    timer: backOff(offline ? Number.POSITIVE_INFINITY : next, random),
  };
}

const ignore = (state: LiveState): LiveStep => ({ state, effects: [], timer: 'keep' });
