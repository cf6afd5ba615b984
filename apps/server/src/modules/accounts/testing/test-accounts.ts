/** Accounts on a real database of their own, with a clock that stands until it is moved. */
import { randomBytes } from 'node:crypto';
import type { PolicyDocument } from '@baton/protocol';
import { createTestClock } from '@baton/testkit';
import { createTestDatabase } from '@baton/testkit/database';
import { Secret, TOTP } from 'otpauth';
import { newId } from '../../../platform/ids.ts';
import { createSecrets } from '../../../platform/secrets/index.ts';
import { type Accounts, createAccounts, isRefused, type PolicyPort } from '../index.ts';
import type { SignedIn } from '../parts.ts';
import { hashPassword } from '../passwords.ts';
import { createWorkspace } from '../workspaces.ts';

export const password = 'correct horse battery';

/** What an authenticator app shows then. */
export const codeOf = (secret: string, at: Date): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at.getTime() });

/** A policy that is nothing but its threshold. */
export const plainPolicy: PolicyPort = {
  initial: () => ({ version: 1, answerAt: 0.6 }),
  thresholdOf: (policy) => (policy as { answerAt: number }).answerAt,
  withThreshold: (policy, answerAt, version) => ({ ...(policy as object), answerAt, version }),
  read: (policy) => policy as PolicyDocument,
  settle: (input, { budgetLine, before, version }) => {
    const { answer } = input;
    const answerAt = answer.mode === 'threshold' ? answer.at : (budgetLine ?? before.answerAt);
    return { ...(input as PolicyDocument), answerAt, version };
  },
  findings: ({ answerAt }) =>
    answerAt <= 0.99
      ? []
      : [
          {
            severity: 'error',
            code: 'never_answers',
            path: 'answer.at',
            otherPath: null,
            message: 'It would never answer.',
          },
        ],
  lineFor: async (_workspaceId, _aiAgentId, risk) => (risk < 0.01 ? null : 1 - risk),
};

export async function createTestAccounts() {
  const testDatabase = await createTestDatabase();
  const database = testDatabase.connect();
  const clock = createTestClock();
  let wakes = 0;
  const ended: string[] = [];
  const secretKey = randomBytes(32);
  const parts = {
    database,
    clock,
    newId,
    policy: plainPolicy,
    secrets: createSecrets([secretKey]),
    defaultModel: null,
    wakeFeed: () => {
      wakes += 1;
    },
    sessionsEnded: (_workspaceId: string, teammateId: string) => void ended.push(teammateId),
  };
  const accounts = createAccounts(parts);

  return {
    database,
    clock,
    accounts,
    secretKey,
    wakes: () => wakes,
    /** Whose sessions were said to have ended, in order. */
    ended,
    drop: () => testDatabase.drop(),
    workspace: (email: string) => addWorkspace(accounts, parts, email),
  };
}

/** A set-up link makes one workspace only; whoever tests their separation needs another. */
export async function addWorkspace(
  accounts: Accounts,
  parts: Parameters<typeof createWorkspace>[1] & { database: { transaction: Transaction } },
  email: string,
): Promise<SignedIn & { token: string }> {
  const passwordHash = await hashPassword(password);
  const answers = { workspaceName: `${email}'s shop`, name: 'Ola Owner', email, passwordHash };
  await parts.database.transaction((tx) => createWorkspace(tx, parts, answers));
  return granted(await accounts.sessions.signIn(email, password, null));
}

type Transaction = Parameters<typeof createAccounts>[0]['database']['transaction'];

/** The value where a test expects no refusal, and no second step. */
export function granted<Value>(value: Value): Exclude<Value, { kind: 'refused' | 'half' }> {
  if (isRefused(value)) throw new Error(`Refused: ${value.code}: ${value.detail}`);
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'half') {
    throw new Error('A second step is asked for.');
  }
  return value as Exclude<Value, { kind: 'refused' | 'half' }>;
}
