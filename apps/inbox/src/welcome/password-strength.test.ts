import { LIMITS } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { checkForm } from './check-form.ts';
import { passwordStrength, SHORTEST_PASSWORD } from './password-strength.ts';

describe('a password', () => {
  it('is asked to be as long as the server asks', () => {
    expect(SHORTEST_PASSWORD).toBe(LIMITS.passwordLength.min);
  });

  it('is told how much is missing', () => {
    expect(passwordStrength('lumen').words).toBe('5 more characters.');
    expect(passwordStrength('lumenlamp').words).toBe('1 more character.');
  });

  it('is called easy, good or strong', () => {
    expect(passwordStrength('aaaaaaaaaaaa').level).toBe(1);
    expect(passwordStrength('password1234').level).toBe(1);
    expect(passwordStrength('teacupmoon').level).toBe(2);
    expect(passwordStrength('teacup moon ladder').level).toBe(3);
  });
});

describe('a form about a person', () => {
  it('names each field that is missing, and only fields it has', () => {
    expect(Object.keys(checkForm({ name: ' ', email: 'nobody', password: 'short' }))).toEqual([
      'name',
      'email',
      'password',
    ]);
    expect(checkForm({ email: 'sam@lumen.example' })).toEqual({});
  });
});
