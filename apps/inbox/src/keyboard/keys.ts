/** From key presses to commands. Pure but for the words of the platform. */
import type { Command } from './use-command.ts';

type Press = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey'>;

/** A press as commands name it: "j", "?", "mod+k", "escape"; null for a bare modifier. */
export function pressName(press: Press): string | null {
  if (['Meta', 'Control', 'Alt', 'Shift', 'Dead'].includes(press.key)) return null;
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  if (press.altKey) return `alt+${key}`;
  return press.metaKey || press.ctrlKey ? `mod+${key}` : key;
}

/** Works while writing, and when single keys are off. */
export const isSafeWhileWriting = (keys: string) => keys.startsWith('mod+') || keys === 'escape';

/** What a press means after the one before it: a command, or perhaps the start of "g w". */
export function meaning(
  commands: readonly Command[],
  before: string | null,
  press: string,
): { command: Command | null; before: string | null } {
  // The screen that came last is on top.
  const find = (keys: string) => commands.findLast((command) => command.keys === keys) ?? null;
  const command = (before && find(`${before} ${press}`)) || find(press);
  const opens = commands.some(({ keys }) => keys?.startsWith(`${press} `));
  return { command, before: !command && opens ? press : null };
}

/** The keys as printed: "⌘ K" here, "Ctrl K" there. */
export function printedKeys(keys: string, isMac: boolean): string[] {
  return keys.split(/[ +]/u).map((key) => {
    switch (key) {
      case 'mod':
        return isMac ? '⌘' : 'Ctrl';
      case 'enter':
        return isMac ? '⏎' : 'Enter';
      case 'escape':
        return 'Esc';
      default:
        return key.length === 1 ? key.toUpperCase() : key;
    }
  });
}

export const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);
