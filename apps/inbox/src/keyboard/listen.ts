/** Hears the keyboard for the whole screen, and stays quiet while somebody writes. */
import { preferences } from '../app/preferences.ts';
import { currentCommands } from './use-command.ts';
import { isSafeWhileWriting, meaning, pressName } from './keys.ts';

const SEQUENCE_MS = 1200;

export function listenToKeys(): () => void {
  let before: string | null = null;
  let forget: ReturnType<typeof setTimeout> | undefined;

  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const press = pressName(event);
    if (press === null) return;
    const single = !isSafeWhileWriting(press);
    if (single && (!preferences.get().singleKeys || isWriting(event.target))) return;
    // A dialog or a menu has its own keys.
    if (event.target instanceof Element && event.target.closest('[role=dialog], [role=menu]'))
      return;

    const found = meaning(currentCommands(), before, press);
    before = found.before;
    clearTimeout(forget);
    if (before) forget = setTimeout(() => (before = null), SEQUENCE_MS);
    if (!found.command) return;
    event.preventDefault();
    found.command.run();
  };
  window.addEventListener('keydown', hear);
  return () => window.removeEventListener('keydown', hear);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
