// docs/security.md holds us against OWASP ASVS 5.0.0: is it complete, and is there what it points to?

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './workshop/run.mjs';

const text = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

/** The numbers of levels 1 and 2, by section; those of level 3 alone are left out. */
const LEVEL_2 = `
  1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1 3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5
  3.7:1-2 4.1:1-3 4.2:1 4.3:1-2 4.4:1-4 5.1:1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4
  6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3 8.3:1 8.4:1
  9.1:1-3 9.2:1-4 10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3
  11.3:1-3 11.4:1-4 11.5:1 11.6:1 12.1:1-3 12.2:1-2 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2 13.4:1-5 14.1:1-2
  14.2:1-4 14.3:1-3 15.1:1-3 15.2:1-3 15.3:1-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1 17.2:1-4
  17.3:1-2`;

const required = LEVEL_2.trim()
  .split(/\s+/)
  .flatMap((entry) => {
    const [section, range = ''] = entry.split(':');
    const [from = 1, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => `V${section}.${from + at}`);
  });

const rows = [...text.matchAll(/^\| (V\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+) \|$/gm)].map(
  ([, number = '', what = '', state = '', where = '']) => ({ number, what, state, where }),
);

test('every requirement of levels 1 and 2 has a row, and one', () => {
  expect(required).toHaveLength(253);
  expect(rows.map(({ number }) => number)).toEqual(required);
});

test('each is met, not met or none of ours, and the count is right', () => {
  const count = (/** @type {string} */ state) => rows.filter((row) => row.state === state).length;
  const told = (/** @type {string} */ state) =>
    Number(new RegExp(`^\\| ${state} \\| (\\d+) \\|$`, 'm').exec(text)?.[1]);
  expect(count('met')).toBe(told('met'));
  expect(count('n/a')).toBe(told('n/a'));
  expect(count('**not met**')).toBe(told('not met'));
  expect(count('met') + count('n/a') + count('**not met**')).toBe(rows.length);
});

test('what is met points to where, and what is not met is told at the top too', () => {
  const above = text.slice(0, text.indexOf('## Who may do what'));
  for (const { number, state, where } of rows) {
    if (state === 'met') expect([number, where]).toEqual([number, expect.stringMatching(/\[.+\]/)]);
    if (state === '**not met**') expect(above).toContain(number);
  }
});

test('what is met by code names a test, or says where it is documented', () => {
  const tested = /\[(?:t-|fuzz|overheard|database-away|exploration|doors)[\w-]*\]/;
  const written = /\.md[)#]|\(#/;
  const bare = rows.filter(
    ({ state, where }) => state === 'met' && !tested.test(where) && !written.test(where),
  );
  // Redirecting to HTTPS is left to the proxy: there is no code to test.
  expect(bare.map(({ number }) => number).filter((number) => number !== 'V4.1.2')).toEqual([]);
});

test('every file that it points to is there, and every name that it uses', () => {
  const defined = new Map(
    [...text.matchAll(/^\[([\w.-]+)\]: (\S+)$/gm)].map(([, name = '', path = '']) => [name, path]),
  );
  const inline = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
  const paths = [...defined.values(), ...inline].filter((path) => !path.startsWith('http'));
  const missing = paths.filter((path) => !existsSync(join(root, 'docs', path)));
  expect(missing).toEqual([]);
  const used = [...text.matchAll(/\[([\w.-]+)\](?![(:])/g)].map(([, name = '']) => name);
  expect(used.filter((name) => !defined.has(name))).toEqual([]);
});

test('every heading that it points to is there', () => {
  const anchors = (/** @type {string} */ page) =>
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .replace(/\s/g, '-'),
    );
  const links = [...text.matchAll(/\]\(([\w./-]*\.md)?#([^)]+)\)/g)];
  const broken = links.filter(([, page, anchor = '']) => {
    const held = page === undefined ? text : readFileSync(join(root, 'docs', page), 'utf8');
    return !anchors(held).includes(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});
