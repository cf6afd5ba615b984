// One thing that is wrong with a policy, and what the checks share in finding it.

import type { PolicyFinding } from '@baton/protocol';
import type { Policy } from './policy.ts';

export type Finding = PolicyFinding;

export const finding =
  (severity: Finding['severity']) =>
  (code: string, path: string, message: string, otherPath: string | null = null): Finding => ({
    severity,
    code,
    path,
    otherPath,
    message,
  });

/** Sensitive topics and guidelines with where they stand. */
export const placedTopics = (policy: Policy) => [
  ...policy.sensitiveTopics.map((topic, at) => ({ topic, path: `sensitiveTopics.${at}` })),
  ...policy.guidelines.map((topic, at) => ({ topic, path: `guidelines.${at}` })),
];

/** As a reader hears it: case, punctuation and spacing say nothing. */
export const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
