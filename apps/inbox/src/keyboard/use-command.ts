/**
 * Everything that can be done from where the teammate is: what the screens on show have offered.
 * Keys, the palette and the sheet of shortcuts all read this one list.
 */
import { useEffect, useRef } from 'react';
import { createStore, useStore } from '../app/store.ts';

export type CommandGroup = 'Conversation' | 'List' | 'Go to' | 'General';

export type Command = {
  label: string;
  group: CommandGroup;
  /** "j", "mod+k", "g w", "escape". Without: only in the palette. */
  keys?: string;
  /** Left out of the palette: makes sense only as a key. */
  keyOnly?: boolean;
  run: () => void;
};

const commands = createStore<readonly Command[]>([]);
export const useCommands = () => useStore(commands);
export const currentCommands = commands.get;

/** Offers a command for as long as the component is on the screen, unless `enabled` is false. */
export function useCommand(command: Command & { enabled?: boolean }) {
  const { label, group, keys, keyOnly, enabled = true } = command;
  const run = useRef(command.run);
  useEffect(() => {
    run.current = command.run;
  });
  useEffect(() => {
    if (!enabled) return;
    const offered: Command = {
      label,
      group,
      run: () => run.current(),
      ...(keys ? { keys } : {}),
      ...(keyOnly ? { keyOnly } : {}),
    };
    commands.set((all) => [...all, offered]);
    return () => commands.set((all) => all.filter((one) => one !== offered));
  }, [label, group, keys, keyOnly, enabled]);
}
