/** How hard a password is to guess, roughly, in words. Pure. The server only asks for length. */

/** The same as the server's limit; a test holds them together. */
export const SHORTEST_PASSWORD = 10;

export type Strength = { level: 0 | 1 | 2 | 3; words: string };

export function passwordStrength(password: string): Strength {
  const missing = SHORTEST_PASSWORD - password.length;
  if (password === '') return { level: 0, words: `At least ${SHORTEST_PASSWORD} characters.` };
  if (missing > 0) {
    return { level: 0, words: `${missing} more character${missing === 1 ? '' : 's'}.` };
  }
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) =>
    kind.test(password),
  ).length;
  const different = new Set(password).size;
  if (
    different < 5 ||
    /^(.{1,3})\1+$/.test(password) ||
    /(pass|qwert|12345|letmein)/i.test(password)
  ) {
    return { level: 1, words: 'Easy to guess. A few unrelated words are better.' };
  }
  if (password.length >= 16 || (password.length >= 12 && kinds >= 3)) {
    return { level: 3, words: 'Strong.' };
  }
  return { level: 2, words: 'Good. Longer is stronger.' };
}
