/**
 * A draft that saves itself while somebody writes, as a pure machine:
 *
 *   edit ─► unsaved ─send─► under way ─saved─► kept (still what is shown, so that no letter that
 *             ▲                │                    is being typed is lost to the server's trimming)
 *             └── edit ────────┤
 *                              └─refused─► in conflict (somebody else saved), or failed, with words
 *
 * Invariant: what is shown is the newest thing this teammate wrote, until somebody else's draft is
 * taken on purpose, or nothing was written since they saved theirs.
 */
import type { PolicyDocument, PolicyView } from '@baton/protocol';

export type DraftState = {
  /** What this screen wrote last; null: nothing. */
  written: PolicyDocument | null;
  /** The revision that `written` became when it was saved last. */
  savedAs: number | null;
  unsaved: boolean;
  underWay: PolicyDocument | null;
  trouble: null | { kind: 'conflict' } | { kind: 'failed'; words: string };
};

export const untouched: DraftState = {
  written: null,
  savedAs: null,
  unsaved: false,
  underWay: null,
  trouble: null,
};

const stored = (view: PolicyView): PolicyDocument => (view.draft ?? view.published).document;

/** The policy as it stands on the screen. */
export function shown(state: DraftState, view: PolicyView): PolicyDocument {
  if (state.written === null) return stored(view);
  const mine = state.unsaved || state.underWay !== null || state.savedAs === view.draft?.revision;
  return mine ? state.written : stored(view);
}

export function edited(state: DraftState, written: PolicyDocument): DraftState {
  const trouble = state.trouble?.kind === 'conflict' ? state.trouble : null;
  return { ...state, written, unsaved: true, trouble };
}

/** What to send now; null: nothing, or not yet. */
export function toSend(state: DraftState): PolicyDocument | null {
  const mayGo = state.unsaved && state.underWay === null && state.trouble === null;
  return mayGo ? state.written : null;
}

export function sent(state: DraftState): DraftState {
  return { ...state, underWay: state.written };
}

export function saved(state: DraftState, view: PolicyView): DraftState {
  return {
    ...state,
    savedAs: view.draft?.revision ?? null,
    unsaved: state.written !== state.underWay,
    underWay: null,
    trouble: null,
  };
}

export function refused(state: DraftState, trouble: DraftState['trouble']): DraftState {
  return { ...state, underWay: null, unsaved: true, trouble };
}

/** Once more: after words about a failure, or over what somebody else saved. */
export function insisted(state: DraftState): DraftState {
  return { ...state, trouble: null };
}
