import { createHmac } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { samples } from './code-samples.ts';

const codeOf = (wanted: string) => {
  const sample = samples.find(({ value }) => value === wanted);
  if (!sample) throw new Error(`no sample for ${wanted}`);
  return sample.code;
};
const read = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;

afterEach(() => vi.unstubAllEnvs());

describe('the sample that a website copies', () => {
  it('for Node makes a token that the secret signs, good for an hour', async () => {
    vi.stubEnv('BATON_IDENTITY_SECRET', 'a secret of the test');
    const file = join(mkdtempSync(join(tmpdir(), 'baton-sample-')), 'sample.mjs');
    writeFileSync(file, codeOf('node'));
    const { batonIdentity } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
      batonIdentity: (user: object) => string;
    };
    const token = batonIdentity({ id: 42, email: 'ada@post.example', name: 'Ada Größe' });
    const [head, claims, signature] = token.split('.');
    expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
    const { iat, exp, ...who } = read(claims);
    expect(who).toEqual({ sub: '42', email: 'ada@post.example', name: 'Ada Größe' });
    expect(Number(exp) - Number(iat)).toBe(3600);
    expect(signature).toBe(
      createHmac('sha256', 'a secret of the test').update(`${head}.${claims}`).digest('base64url'),
    );
  });

  it.each(samples)(
    'for $name names the claims, the algorithm and where the secret is',
    ({ code }) => {
      for (const word of ['HS256', 'sub', 'email', 'name', 'iat', 'exp', 'BATON_IDENTITY_SECRET'])
        expect(code).toContain(word);
    },
  );
});
