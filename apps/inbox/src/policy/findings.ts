/** What the check found, by the place it is about. Pure. */
import type { PolicyFinding } from '@baton/protocol';

const isAt = (path: string | null, place: string) =>
  path !== null && (path === place || path.startsWith(`${place}.`));

/** Findings about a place or anything in it; also those whose other end is there. */
export const findingsIn = (findings: readonly PolicyFinding[], place: string): PolicyFinding[] =>
  findings.filter(({ path, otherPath }) => isAt(path, place) || isAt(otherPath, place));

export const findingsAt = (findings: readonly PolicyFinding[], place: string): PolicyFinding[] =>
  findings.filter(({ path, otherPath }) => path === place || otherPath === place);

/** Those in `place` that none of the listed parts of it says itself. */
export function findingsBeside(
  findings: readonly PolicyFinding[],
  place: string,
  parts: readonly string[],
): PolicyFinding[] {
  return findingsIn(findings, place).filter(
    ({ path, otherPath }) =>
      !parts.some((part) => isAt(path, `${place}.${part}`) || isAt(otherPath, `${place}.${part}`)),
  );
}

export const hasErrors = (findings: readonly PolicyFinding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

/** The section of the screen that a path is shown in. */
export function sectionOf(path: string): 'when' | 'guidelines' | 'topics' | 'tags' | 'texts' {
  const [first] = path.split('.');
  switch (first) {
    case 'guidelines':
      return 'guidelines';
    case 'sensitiveTopics':
      return 'topics';
    case 'tags':
      return 'tags';
    case 'messages':
      return 'texts';
    default:
      return 'when';
  }
}
