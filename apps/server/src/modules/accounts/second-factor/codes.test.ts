import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { appUri, hashRecoveryCode, newAppSecret, newRecoveryCodes, stepOf } from './codes.ts';

describe('codes of an app', () => {
  /** RFC 6238, appendix B: the SHA-1 rows, of their eight digits the last six. */
  const secret = Secret.fromLatin1('12345678901234567890').base32;
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i are those of the standard', (second, code) => {
    expect(stepOf(secret, code, new Date(second * 1000))).toBe(Math.floor(second / 30));
  });

  it('may be one step early or late, and no more', () => {
    const at = (second: number) => stepOf(secret, '050471', new Date(second * 1000));
    const begins = Math.floor(1111111111 / 30) * 30;
    expect([begins - 31, begins - 30, begins + 59, begins + 60].map(at)).toEqual([
      null,
      begins / 30,
      begins / 30,
      null,
    ]);
  });

  it('may be typed with a space, and are nothing but six digits', () => {
    const at = new Date(1111111111_000);
    expect(stepOf(secret, ' 050 471', at)).not.toBeNull();
    for (const odd of ['50471', '0504711', '05047a', '', '٠٥٠٤٧١'])
      expect(stepOf(secret, odd, at)).toBeNull();
  });

  it('come from 160 random bits, under the names of the workspace and the person', () => {
    const fresh = newAppSecret();
    expect(fresh).toMatch(/^[A-Z2-7]{32}$/);
    expect(newAppSecret()).not.toBe(fresh);
    const uri = new URL(appUri(fresh, 'Lumen: the lamps', 'ola@lumen.example'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Baton (Lumen  the lamps):ola@lumen.example',
    ]);
    expect(uri.searchParams.get('secret')).toBe(fresh);
  });
});

describe('recovery codes', () => {
  it('are ten, of 120 random bits each, and never alike', () => {
    const codes = newRecoveryCodes();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{6}-?){4}$/);
  });

  it('are the same in capitals, without dashes, and with letters that look alike', () => {
    const same = (code: string) => hashRecoveryCode(code).toString('hex');
    const code = '0a1bcd-234567-89efgh-jkmnpq';
    for (const typed of [
      code.toUpperCase(),
      code.replaceAll('-', ''),
      'OaIbcd 234567 89efgh jkmnpq',
    ])
      expect(same(typed)).toBe(same(code));
    expect(same('0a1bcd-234567-89efgh-jkmnpr')).not.toBe(same(code));
  });
});
