/** Which commands fit what was typed, best first. Pure. */
import type { Command, CommandGroup } from './use-command.ts';

/** Of equal fit, what is nearest at hand: an open conversation offers its actions first. */
const nearness: Record<CommandGroup, number> = { Conversation: 0, List: 1, 'Go to': 2, General: 3 };

/** The start of a word counts most; letters in order count a little; else it is no match. */
export function fit(label: string, typed: string): number {
  const text = label.toLocaleLowerCase();
  const words = typed.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  let total = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at === 0) total += 4;
    else if (at > 0 && /\W/u.test(text[at - 1] ?? '')) total += 3;
    else if (at > 0) total += 2;
    else if (hasLettersInOrder(text, word)) total += 1;
    else return 0;
  }
  return total + 1;
}

function hasLettersInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at === -1) return false;
    from = at + 1;
  }
  return true;
}

export function matchingCommands(commands: readonly Command[], typed: string): readonly Command[] {
  return commands
    .filter(({ keyOnly }) => !keyOnly)
    .map((command) => ({ command, score: fit(command.label, typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || nearness[a.command.group] - nearness[b.command.group])
    .map(({ command }) => command);
}
