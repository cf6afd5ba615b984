import { expect, test } from 'vitest';
import { missingPlatforms } from './lock-platforms.mjs';

test('a platform that the registry did not offer is added with the version its parent names', () => {
  const missing = missingPlatforms({
    'node_modules/@swc/core': {
      version: '1.16.22',
      dev: true,
      optionalDependencies: {
        '@swc/core-darwin-arm64': '1.16.22',
        '@swc/core-linux-x64-musl': '1.16.22',
        '@swc/core-linux-x64-gnu': '1.16.22',
      },
    },
    'node_modules/@swc/core-linux-x64-gnu': { version: '1.16.22' },
  });
  expect(missing).toEqual({
    'node_modules/@swc/core-darwin-arm64': {
      version: '1.16.22',
      cpu: ['arm64'],
      dev: true,
      optional: true,
      os: ['darwin'],
    },
    'node_modules/@swc/core-linux-x64-musl': {
      version: '1.16.22',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  });
});

test('what lies nested in its parent, or has no exact version, is left as it is', () => {
  expect(
    missingPlatforms({
      'node_modules/a': { optionalDependencies: { b: '1.0.0', c: '^1.0.0' } },
      'node_modules/a/node_modules/b': { version: '1.0.0' },
    }),
  ).toEqual({});
});
