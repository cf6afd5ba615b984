/** What one check found, and what to do about it. */
export interface Finding {
  /** What was looked at, in a word or two. */
  about: string;
  level: 'ok' | 'warn' | 'fail';
  found: string;
  /** Absent when all is well. */
  todo?: string;
}

export const ok = (about: string, found: string): Finding => ({ about, level: 'ok', found });

export const warn = (about: string, found: string, todo: string): Finding => ({
  about,
  level: 'warn',
  found,
  todo,
});

export const fail = (about: string, found: string, todo: string): Finding => ({
  about,
  level: 'fail',
  found,
  todo,
});
