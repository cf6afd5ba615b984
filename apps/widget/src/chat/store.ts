/** A value that tells when it has changed. */
export interface Store<State extends object> {
  readonly state: State;
  set(patch: Partial<State>): void;
  /** Called after every change; returns how to stop. */
  subscribe(listener: (now: State, before: State) => void): () => void;
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<(now: State, before: State) => void>();
  return {
    get state() {
      return state;
    },
    set(patch) {
      const before = state;
      state = { ...state, ...patch };
      for (const listener of listeners) listener(state, before);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
