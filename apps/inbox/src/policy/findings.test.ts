import type { PolicyFinding } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { findingsAt, findingsBeside, findingsIn, sectionOf } from './findings.ts';

const finding = (path: string, otherPath: string | null = null): PolicyFinding => ({
  severity: 'error',
  code: 'some',
  path,
  otherPath,
  message: path,
});

describe('findings', () => {
  const all = [
    finding('guidelines.1.examples.0', 'sensitiveTopics.0.examples.3'),
    finding('guidelines.10'),
    finding('guidelines.1.name'),
    finding('guidelines.1'),
  ];

  it('are said at both ends, and a rule never gets those of a rule whose number begins alike', () => {
    expect(findingsIn(all, 'guidelines.1')).toHaveLength(3);
    expect(findingsAt(all, 'sensitiveTopics.0.examples.3')).toHaveLength(1);
  });

  it('about a whole rule stand beside it, those about a part at the part', () => {
    const beside = findingsBeside(all, 'guidelines.1', ['examples', 'name']);
    expect(beside.map(({ path }) => path)).toEqual(['guidelines.1']);
  });

  it('lead to the section that shows them', () => {
    expect(sectionOf('sensitiveTopics.0.examples.3')).toBe('topics');
    expect(sectionOf('clarifyFrom')).toBe('when');
  });
});
