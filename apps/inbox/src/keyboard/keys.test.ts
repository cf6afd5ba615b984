import { describe, expect, it } from 'vitest';
import { isSafeWhileWriting, meaning, pressName, printedKeys } from './keys.ts';
import type { Command } from './use-command.ts';

const command = (label: string, keys: string): Command => ({
  label,
  keys,
  group: 'General',
  run: () => {},
});
const commands = [
  command('Reply', 'r'),
  command('Go to resolved', 'g r'),
  command('Find', 'mod+k'),
];
const press = (key: string, more: object = {}) =>
  pressName({ key, metaKey: false, ctrlKey: false, altKey: false, ...more });

describe('a key press', () => {
  it('has the same name on a Mac and elsewhere', () => {
    expect(press('k', { metaKey: true })).toBe('mod+k');
    expect(press('K', { ctrlKey: true })).toBe('mod+k');
    expect(press('Escape')).toBe('escape');
    expect(press('Shift')).toBeNull();
  });

  it('means a command, or begins a pair', () => {
    expect(meaning(commands, null, 'r').command?.label).toBe('Reply');
    expect(meaning(commands, null, 'g')).toEqual({ command: null, before: 'g' });
    expect(meaning(commands, 'g', 'r').command?.label).toBe('Go to resolved');
  });

  it('after a beginning that leads nowhere means what it means alone', () => {
    expect(meaning(commands, 'x', 'r').command?.label).toBe('Reply');
  });

  it('means the command that came last, should two share it', () => {
    const both = [...commands, command('Rename', 'r')];
    expect(meaning(both, null, 'r').command?.label).toBe('Rename');
  });

  it('is kept from commands while somebody writes, unless it cannot be text', () => {
    expect(isSafeWhileWriting('mod+k')).toBe(true);
    expect(isSafeWhileWriting('escape')).toBe(true);
    expect(isSafeWhileWriting('r')).toBe(false);
    expect(isSafeWhileWriting('?')).toBe(false);
  });

  it('is printed as on the keyboard at hand', () => {
    expect(printedKeys('mod+enter', true)).toEqual(['⌘', '⏎']);
    expect(printedKeys('mod+enter', false)).toEqual(['Ctrl', 'Enter']);
    expect(printedKeys('g w', false)).toEqual(['G', 'W']);
  });
});
