/**
 * Who speaks, as the website vouches for it. A change of person takes everything of the one before
 * off the screen and out of the browser before anything is asked of the server; where nobody is
 * vouched for, the customer is anonymous. The JWT lives in memory only, and so does, beyond this
 * tab, the right to speak as an identified customer.
 *
 *   anonymous ──identify──▶ Ada   what was written goes along (the server says with what thread)
 *   Ada ──identify(Ben), sign out, another tab's change, a refused JWT──▶ all of Ada's is forgotten
 */
import type { WidgetSession } from '@baton/protocol';
import { empty } from '@baton/replica';
import type { Storage } from '../page/storage.ts';
import type { ChatState } from './chat-state.ts';
import { personOf } from './person.ts';
import type { Store } from './store.ts';

export interface Who {
  /** What the server is to be shown. */
  identity(): string | null;
  /** Null: nobody in particular. True when somebody else speaks from now on. */
  set(jwt: string | null): boolean;
  /** Signed out: nothing of who spoke may stay, whoever it was. */
  forget(): void;
  /** The page has said what it had to say: what another person left in this tab goes. */
  settle(): void;
  /** Another tab has signed in or out. */
  heard(): void;
  /** Whether this person has chatted in this browser before. */
  wasHere(): boolean;
  opened(session: Pick<WidgetSession, 'token' | 'identified'>): void;
  refused(why: string): void;
}

export function createWho(
  store: Store<ChatState>,
  { lasting, tab }: Storage,
  /** `forgotten`: it is somebody else, or nobody. */
  changed: (forgotten: boolean) => void,
  onRefused: (why: string) => void,
): Who {
  let identity: string | null = null;
  let person: string | null = null;

  function become(next: string | null): void {
    // Whose this tab's data are; what an anonymous customer wrote is theirs when they sign in.
    const owner = person ?? tab.get('person');
    person = next;
    if (owner !== null && owner !== next) forgetAll();
    else changed(false);
  }

  function forgetAll(): void {
    for (const name of ['token', 'person', 'draft', 'unsent', 'helpful'] as const) {
      tab.set(name, null);
    }
    for (const name of ['email', 'seen'] as const) lasting.set(name, null);
    store.set({
      replica: empty,
      draft: '',
      typed: {},
      helpful: {},
      typing: null,
      email: null,
      seen: null,
    });
    changed(true);
  }

  function refused(why: string): void {
    identity = null;
    onRefused(why);
    store.set({ identity: { identified: false, problem: why } });
    // Nobody was let in by it: what was written meanwhile is the visitor's own, whoever that is.
    if (tab.get('person') === null) person = null;
    become(null);
  }

  return {
    identity: () => identity,
    set(jwt) {
      const next = jwt === null ? null : personOf(jwt);
      if (jwt !== null && next === null) {
        refused('it is no JWT with a "sub" of at most 4000 characters');
        return true;
      }
      identity = jwt;
      if (next === person) return false;
      become(next);
      return true;
    },
    forget() {
      identity = null;
      if (person !== null && lasting.get('person') === person) lasting.set('person', null);
      person = null;
      lasting.set('token', null);
      forgetAll();
    },
    settle() {
      const owner = tab.get('person');
      if (owner !== null && owner !== person) forgetAll();
    },
    heard() {
      if (person === null || lasting.get('person') === person) return;
      identity = null;
      become(null);
    },
    wasHere: () =>
      lasting.get('token') !== null || (person !== null && lasting.get('person') === person),
    opened({ token, identified }) {
      tab.set('token', identified ? token : null);
      tab.set('person', identified ? person : null);
      lasting.set('token', identified ? null : token);
      if (!identified) return;
      lasting.set('person', person);
      store.set({ identity: { identified, problem: null } });
    },
    refused,
  };
}
