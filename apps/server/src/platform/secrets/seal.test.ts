/** A sealed value opens with its key, in its place, unchanged; in every other case it says no. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecrets, type SecretPlace } from './seal.ts';

const key = randomBytes(32);
const other = randomBytes(32);
const secrets = createSecrets([key]);
const text = fc.string({ unit: 'grapheme', maxLength: 300 });
const place: fc.Arbitrary<SecretPlace> = fc.record({
  purpose: fc.string(),
  owner: fc.array(fc.string(), { maxLength: 3 }),
});
const here: SecretPlace = { purpose: 'model_key', owner: ['wsp_1', 'agt_1'] };
const refused = 'sealed_with_another_key';

describe('a sealed value', () => {
  it('opens to what was sealed', () => {
    fc.assert(
      fc.property(text, place, (plain, at) => {
        expect(secrets.open(secrets.seal(plain, at), at)).toEqual({ plain });
      }),
    );
  });

  it('opens in no other place, however alike the two are written', () => {
    fc.assert(
      fc.property(text, place, place, (plain, at, elsewhere) => {
        fc.pre(JSON.stringify(at) !== JSON.stringify(elsewhere));
        expect(secrets.open(secrets.seal(plain, at), elsewhere)).toBe(refused);
      }),
    );
    const sealed = secrets.seal('x', { purpose: 'p', owner: ['a', 'b'] });
    for (const owner of [['ab'], ['a","b'], ['a'], ['a', 'b', '']])
      expect(secrets.open(sealed, { purpose: 'p', owner })).toBe(refused);
  });

  it('with any bit changed does not open', () => {
    const sealed = secrets.seal('sk-live-1234567890', here);
    const bytes = Buffer.from(sealed.slice(secrets.prefix.length), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(secrets.open(secrets.prefix + changed.toString('base64url'), here)).toBe(refused);
      }),
    );
  });

  it('that is none at all does not open, and breaks nothing', () => {
    const sealed = secrets.seal('sk', here);
    const odd = ['', 'v1', secrets.prefix, `${secrets.prefix}AAAA`, `v2${sealed.slice(2)}`];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...odd)), (nonsense) => {
        expect(secrets.open(nonsense, here)).toBe(refused);
      }),
    );
    for (let length = 0; length < sealed.length; length += 1)
      expect(secrets.open(sealed.slice(0, length), here)).toBe(refused);
  });

  it('shows neither its content nor its place, and never looks the same twice', () => {
    const [one, two] = [secrets.seal('sk-live', here), secrets.seal('sk-live', here)];
    expect(one).not.toBe(two);
    for (const word of ['sk-live', 'agt_1', key.toString('base64'), key.toString('hex')])
      expect(one).not.toContain(word);
  });

  it('with the next key opens while the one before is known, and not after', () => {
    const sealed = secrets.seal('sk', here);
    expect(createSecrets([other]).open(sealed, here)).toBe(refused);
    const rotating = createSecrets([other, key]);
    expect(rotating.open(sealed, here)).toEqual({ plain: 'sk' });
    const anew = rotating.seal('sk', here);
    expect(createSecrets([other]).open(anew, here)).toEqual({ plain: 'sk' });
    expect(secrets.open(anew, here)).toBe(refused);
  });
});

it('a key of another length is a mistake of ours, told at once', () => {
  expect(() => createSecrets([randomBytes(16)])).toThrow('32 bytes');
});
