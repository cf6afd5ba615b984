/**
 * What the browser remembers for one widget key: across page loads (`lasting`) and for this tab
 * (`tab`). Where storage is blocked, memory takes its place, and nothing else notices.
 */
import type { NewMessage } from '@baton/replica';

export interface Memory<Shape extends object> {
  get<Name extends keyof Shape & string>(name: Name): Shape[Name] | null;
  set<Name extends keyof Shape & string>(name: Name, value: Shape[Name] | null): void;
}

export interface LastingShape {
  /** Of an anonymous customer; an identified one's is kept in the tab alone. */
  token: string;
  /** A sign for the identified customer who chatted here last. */
  person: string;
  /** The newest line that was seen, so that badges agree in every tab. */
  seen: { conversationId: string; version: number };
  /** The address that the customer left, or false for "no, thank you". */
  email: string | false;
  sound: true;
}

export interface TabShape {
  open: true;
  token: string;
  /** Whose `draft`, `helpful` and `unsent` are; null while they are anonymous. */
  person: string;
  draft: string;
  /** Which answers helped, by message id. */
  helpful: Readonly<Record<string, boolean>>;
  /** Messages that the server has not acknowledged, to be sent again after a reload. */
  unsent: NewMessage[];
}

export interface Storage {
  readonly lasting: Memory<LastingShape>;
  readonly tab: Memory<TabShape>;
  /** Calls when another tab of this site has changed something lasting. */
  watch(changed: (name: keyof LastingShape) => void): void;
}

export function createStorage(key: string): Storage {
  const prefix = `baton:${key}:`;
  return {
    lasting: memory<LastingShape>(() => localStorage, prefix),
    tab: memory<TabShape>(() => sessionStorage, prefix),
    watch(changed) {
      addEventListener('storage', ({ key: name }) => {
        if (name?.startsWith(prefix)) changed(name.slice(prefix.length) as keyof LastingShape);
      });
    },
  };
}

function memory<Shape extends object>(
  area: () => globalThis.Storage,
  prefix: string,
): Memory<Shape> {
  const fallback = new Map<string, unknown>();
  return {
    get(name) {
      if (fallback.has(name)) return (fallback.get(name) ?? null) as Shape[typeof name] | null;
      try {
        const text = area().getItem(prefix + name);
        return text === null ? null : (JSON.parse(text) as Shape[typeof name]);
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        if (value === null) area().removeItem(prefix + name);
        else area().setItem(prefix + name, JSON.stringify(value));
        fallback.delete(name);
      } catch {
        fallback.set(name, value);
      }
    },
  };
}
