/** Second factors and links that set a new password: enough to show every state of their screens. */
import type { SecondFactor } from '@baton/protocol';
import { type Answer, ok, problem } from './answers.ts';
import { maya, sam, sessionOf } from './people.ts';

export interface SigningInState {
  factor: SecondFactor;
  required: boolean;
  withSecondFactor: string[];
}

export const createSigningIn = (): SigningInState => ({
  factor: { onSince: null, recoveryCodesLeft: 0, required: false },
  required: false,
  withSecondFactor: [maya.id],
});

const secret = 'FGGDNDQ7XHXGQKJ3HSBOSGQ4EBJ2ULXH';
const begun = {
  secret,
  uri: `otpauth://totp/Baton%20(Lumen%20Desk):sam%40lumen.example?issuer=Baton%20(Lumen%20Desk)&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
};
const recoveryCodes = Array.from({ length: 10 }, (_, at) => `k7m2q${at}-x4trw9-0fzc3b-h8ndv${at}`);
const wrongCode = () =>
  problem(
    'wrong_code',
    'This code is not right. Type the one that your app shows now; the clock of your phone must be right, too.',
  );

/** Before anybody is signed in; null: another path. */
export function atTheDoor(path: string[], body: Record<string, string>): Answer | null {
  const [what, which, then] = path;
  if (what === 'session' && which === undefined) {
    if (body['password'] === 'wrong-password') return problem('wrong_credentials');
    if (body['password'] === 'needs-a-code') return { status: 202, body: { step: 'code' } };
    if (body['password'] === 'needs-set-up') return { status: 202, body: { step: 'set_up' } };
    return ok(sessionOf(sam));
  }
  if (what === 'session' && which === 'code')
    return body['code'] === '000000' ? wrongCode() : ok(sessionOf(sam));
  if (what === 'session' && then === 'confirm')
    return ok({ session: sessionOf(sam), recoveryCodes });
  if (what === 'session') return ok(begun);
  if (what === 'password-resets' && body['token'] === 'used')
    return problem(
      'reset_link_ended',
      'It was used already: it works once. Sign in with the password that was set, or ask for a new link.',
    );
  if (what === 'password-resets' && which === 'look')
    return ok({
      workspaceName: 'Lumen Desk',
      name: maya.name,
      email: maya.email,
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
  return what === 'password-resets' ? ok() : null;
}

export function secondFactor(
  state: SigningInState,
  path: string[],
  method: string,
  body: Record<string, string>,
): Answer {
  if (method === 'GET') return ok(state.factor);
  if (body['password'] === 'wrong')
    return problem('wrong_credentials', 'The password is not right.');
  if (body['code'] === '000000') return wrongCode();
  switch (path[1]) {
    case undefined:
      return ok(begun);
    case 'off':
      state.factor = { ...state.factor, onSince: null, recoveryCodesLeft: 0 };
      return ok();
    default:
      state.factor = {
        ...state.factor,
        onSince: state.factor.onSince ?? new Date().toISOString(),
        recoveryCodesLeft: 10,
      };
      return ok({ recoveryCodes });
  }
}

export function signInRules(
  state: SigningInState,
  method: string,
  body: { secondFactorRequired?: boolean },
): Answer {
  if (method === 'PUT') state.required = body.secondFactorRequired ?? false;
  return ok({ secondFactorRequired: state.required, withSecondFactor: state.withSecondFactor });
}

export function aboutTeammate(state: SigningInState, path: string[], origin: string): Answer {
  if (path[2] === 'password-reset')
    return {
      status: 201,
      body: {
        link: `${origin}/reset-password#abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq`,
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      },
    };
  state.withSecondFactor = state.withSecondFactor.filter((id) => id !== path[1]);
  return ok();
}
