import { describe, expect, it } from 'vitest';
import { refuseGuessable } from './guessable.ts';

const of = (password: string, about: string[] = []) => refuseGuessable(password, 'password', about);

describe('a password', () => {
  it.each([
    'password12',
    '1234567890',
    'qwertyuiop',
    'iloveyou123',
    'p@ssw0rd12',
    'a'.repeat(200),
    'batonbaton',
    'support2024',
    'baton support',
    'admin admin admin',
    'Sommer2026!',
    'verano_1998',
  ])('that many people have, or would try first, is refused: %s', async (password) => {
    expect(await of(password)).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'password', message: expect.stringContaining('easy to guess') }],
    });
  });

  it('made of the name or the company of who chooses it is refused', async () => {
    const about = ['Mirela Vantongeren', 'mirela@lumenlights.example', 'Lumenlights'];
    expect(await of('lumenlights1', about)).not.toBeNull();
    expect(await of('Lumenlights2026!!', about)).not.toBeNull();
    expect(await of('lumenlights support', about)).not.toBeNull();
    expect(await of('lumenlights under the harbour', about)).toBeNull();
    expect(await of('vantongeren', about)).not.toBeNull();
    expect(await of('vantongeren')).toBeNull();
  });

  it.each([
    'correct horse battery',
    'a lantern for the harbour',
    'größerekartoffel',
    'lampenschirm',
  ])('that is long and of no pattern may be of any characters: %s', async (password) => {
    expect(await of(password)).toBeNull();
  });
});
