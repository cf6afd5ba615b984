/** What is typed to find a person, as patterns of LIKE: nothing in it is a wildcard. */

export interface ContactPatterns {
  /** The whole of a name or address. */
  exactly: string;
  /** A part of it; what is shorter than an index of trigrams knows, a word's beginning. */
  part: string;
  other: string;
}

export function contactPatterns(query: string): ContactPatterns {
  const exactly = query.replace(/[\\%_]/g, '\\$&');
  return [...query].length < 3
    ? { exactly, part: `${exactly}%`, other: `% ${exactly}%` }
    : { exactly, part: `%${exactly}%`, other: `%${exactly}%` };
}
