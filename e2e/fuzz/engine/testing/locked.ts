/** A planted fault: four letters, each of which is looked at only behind the one before. */
export function locked(text: string): void {
  if (text[0] !== 'b') return;
  if (text[1] !== 'a') return;
  if (text[2] !== 't') return;
  if (text[3] !== 'o') return;
  throw new Error('the door is open');
}
