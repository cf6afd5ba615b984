import { describe, expect, it } from 'vitest';
import { matchingCommands } from './palette-matches.ts';
import type { Command } from './use-command.ts';

const commands = ['Hand back to the AI', 'Resolve', 'Reply', 'Go to Resolved', 'Claim'].map(
  (label): Command => ({ label, group: 'General', run: () => {} }),
);
const found = (typed: string) => matchingCommands(commands, typed).map(({ label }) => label);

describe('what the palette finds', () => {
  it('is everything before anything is typed', () => {
    expect(found('')).toHaveLength(commands.length);
  });

  it('puts beginnings before middles', () => {
    expect(found('res')).toEqual(['Resolve', 'Go to Resolved']);
  });

  it('takes several words, and letters in order', () => {
    expect(found('hand ai')).toEqual(['Hand back to the AI']);
    expect(found('clm')).toEqual(['Claim']);
    expect(found('xyz')).toEqual([]);
  });

  it('puts the open conversation’s actions first among equals', () => {
    const offered: Command[] = [
      { label: 'Go to Mine', group: 'Go to', run: () => {} },
      { label: 'Resolve', group: 'Conversation', run: () => {} },
    ];
    expect(matchingCommands(offered, '').map(({ label }) => label)).toEqual([
      'Resolve',
      'Go to Mine',
    ]);
  });

  it('leaves out what makes sense only as a key', () => {
    const only: Command = { label: 'Find or do', group: 'General', keyOnly: true, run: () => {} };
    expect(matchingCommands([only], '')).toEqual([]);
  });
});
