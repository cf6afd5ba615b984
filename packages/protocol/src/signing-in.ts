/** The ways in that are more than a password: second factors, and links that set a new one. */
import { z } from 'zod';
import { Password, Session } from './accounts.ts';
import { TeammateId, Timestamp } from './ids.ts';

/** Six digits of an authenticator app; where it says so, a recovery code instead. */
const Code = z.string().trim().min(6, 'a code has six digits').max(60);
const CurrentPassword = z.string().max(200);

// --- The second step of signing in ------------------------------------------------------------

/**
 * POST /api/session, where the password was right and something is left to do: to show a `code`, or to
 * `set_up` the second factor that the workspace asks for. Its cookie is no session yet.
 */
export const SignInStep = z.object({ step: z.enum(['code', 'set_up']) });
export type SignInStep = z.infer<typeof SignInStep>;

/** POST /api/session/code: from the app, or a recovery code. */
export const SignInCodeRequest = z.object({ code: Code });
export type SignInCodeRequest = z.input<typeof SignInCodeRequest>;

/** POST /api/session/second-factor/confirm: set up while signing in, and signed in by it. */
export const SignedInWithRecoveryCodes = z.object({
  session: Session,
  recoveryCodes: z.array(z.string()),
});
export type SignedInWithRecoveryCodes = z.infer<typeof SignedInWithRecoveryCodes>;

// --- My second factor ---------------------------------------------------------------------------

/** GET /api/second-factor */
export const SecondFactor = z.object({
  /** Null: it is off. */
  onSince: Timestamp.nullable(),
  recoveryCodesLeft: z.number().int(),
  /** By the workspace: then it cannot be turned off. */
  required: z.boolean(),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

/** POST /api/second-factor: begins; nothing is asked for until a code was confirmed. */
export const BeginSecondFactorRequest = z.object({ password: CurrentPassword });
export type BeginSecondFactorRequest = z.input<typeof BeginSecondFactorRequest>;
export const SecondFactorBegun = z.object({
  /** Base32, to be typed where nothing can be scanned. */
  secret: z.string(),
  /** `otpauth://…`: what the QR code says. */
  uri: z.string(),
});
export type SecondFactorBegun = z.infer<typeof SecondFactorBegun>;

/** POST /api/second-factor/confirm */
export const ConfirmSecondFactorRequest = z.object({ code: Code });
export type ConfirmSecondFactorRequest = z.input<typeof ConfirmSecondFactorRequest>;
/** Shown this once: only hashes are kept. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** POST /api/second-factor/off and /recovery-codes: both factors once more. */
export const BothFactorsRequest = z.object({ password: CurrentPassword, code: Code });
export type BothFactorsRequest = z.input<typeof BothFactorsRequest>;

/** GET and PUT /api/sign-in-rules: what the workspace asks of everybody. */
export const SignInRules = z.object({ secondFactorRequired: z.boolean() });
export type SignInRules = z.infer<typeof SignInRules>;
export const SignInRulesView = SignInRules.extend({
  /** Whose is on. */
  withSecondFactor: z.array(TeammateId),
});
export type SignInRulesView = z.infer<typeof SignInRulesView>;

// --- A forgotten password -----------------------------------------------------------------------

/** For so long a link that sets a new password works. */
export const PASSWORD_RESET_HOURS = 24;

/** POST /api/teammates/:id/password-reset: the link is shown once, and older ones end. */
export const PasswordResetCreated = z.object({ link: z.string(), expiresAt: Timestamp });
export type PasswordResetCreated = z.infer<typeof PasswordResetCreated>;

/** POST /api/password-resets/look: the token comes in the body, so that it stands in no log. */
export const PasswordResetLookRequest = z.object({ token: z.string().max(200) });
export type PasswordResetLookRequest = z.input<typeof PasswordResetLookRequest>;
export const PasswordResetOffer = z.object({
  workspaceName: z.string(),
  name: z.string(),
  email: z.string(),
  expiresAt: Timestamp,
});
export type PasswordResetOffer = z.infer<typeof PasswordResetOffer>;

/** POST /api/password-resets/use: ends every session; signing in comes after. */
export const UsePasswordResetRequest = z.object({ token: z.string().max(200), password: Password });
export type UsePasswordResetRequest = z.input<typeof UsePasswordResetRequest>;

/** GET /api/password-resets: whether Baton sends such links itself. */
export const PasswordResetWays = z.object({ byMail: z.boolean() });
export type PasswordResetWays = z.infer<typeof PasswordResetWays>;

/** POST /api/password-resets: the answer is the same whether anybody has the address. */
export const AskPasswordResetRequest = z.object({ email: z.string().trim().min(3).max(254) });
export type AskPasswordResetRequest = z.input<typeof AskPasswordResetRequest>;
