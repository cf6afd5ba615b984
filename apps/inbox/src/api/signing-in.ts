/** The ways in that are more than a password: second factors, and links that set a new one. */
import type {
  BeginSecondFactorRequest,
  BothFactorsRequest,
  PasswordResetCreated,
  PasswordResetOffer,
  RecoveryCodes,
  SecondFactor,
  SecondFactorBegun,
  Session,
  SignedInWithRecoveryCodes,
  SignInRequest,
  SignInRulesView,
  SignInStep,
  UsePasswordResetRequest,
} from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** The session, or the step that is left to do. */
export const signIn = (body: SignInRequest) =>
  request<Session | SignInStep>('POST', '/api/session', body);
export const showCode = (code: string) => request<Session>('POST', '/api/session/code', { code });
export const beginWhileSigningIn = () =>
  request<SecondFactorBegun>('POST', '/api/session/second-factor');
export const confirmWhileSigningIn = (code: string) =>
  request<SignedInWithRecoveryCodes>('POST', '/api/session/second-factor/confirm', { code });

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => request<SecondFactor>('GET', '/api/second-factor', undefined, signal),
});
export const beginSecondFactor = (body: BeginSecondFactorRequest) =>
  request<SecondFactorBegun>('POST', '/api/second-factor', body);
export const confirmSecondFactor = (code: string) =>
  request<RecoveryCodes>('POST', '/api/second-factor/confirm', { code });
export const turnSecondFactorOff = (body: BothFactorsRequest) =>
  request<void>('POST', '/api/second-factor/off', body);
export const renewRecoveryCodes = (body: BothFactorsRequest) =>
  request<RecoveryCodes>('POST', '/api/second-factor/recovery-codes', body);

export const signInRulesQuery = queryOptions({
  queryKey: ['sign-in-rules'],
  queryFn: ({ signal }) => request<SignInRulesView>('GET', '/api/sign-in-rules', undefined, signal),
});
export const setSignInRules = (secondFactorRequired: boolean) =>
  request<SignInRulesView>('PUT', '/api/sign-in-rules', { secondFactorRequired });
export const removeSecondFactorOf = (id: string) =>
  request<void>('POST', `/api/teammates/${id}/second-factor/remove`);

export const makePasswordLink = (id: string) =>
  request<PasswordResetCreated>('POST', `/api/teammates/${id}/password-reset`);
export const lookAtPasswordLink = (token: string) =>
  request<PasswordResetOffer>('POST', '/api/password-resets/look', { token });
export const setPasswordByLink = (body: UsePasswordResetRequest) =>
  request<void>('POST', '/api/password-resets/use', body);
