/**
 * An entry of the audit log in plain words, as one sentence without its full stop: "Ana switched on
 * policy version 4 of Lamp assistant". A kind that a newer server wrote is told by its name.
 */
import type { AuditKind } from '@baton/protocol';

export interface ToldEntry {
  kind: string;
  /** Null: Baton itself, or somebody who was not signed in. */
  who: string | null;
  /** What it was done to, by its name. */
  what: string | null;
  details: Record<string, unknown>;
}

type Tell = (told: { who: string; what: string; details: Record<string, unknown> }) => string;

const sentences: Record<AuditKind, Tell> = {
  signedIn: ({ who }) => `${who} signed in`,
  signInFailed: ({ what, details }) =>
    details['disabled'] === true
      ? `Somebody tried to sign in as ${what}, who is disabled`
      : `Somebody tried to sign in as ${what} with a wrong ${details['code'] === true ? 'code, after the right password' : 'password'}`,
  signedOut: ({ who }) => `${who} signed out`,
  sessionsEnded: ({ who, what }) => `${who} signed ${what} out of other browsers`,
  passwordChanged: ({ who }) => `${who} changed their password`,
  passwordResetMade: ({ who, what, details }) =>
    details['byMail'] === true
      ? `Somebody asked for a link by mail that sets a new password for ${what}`
      : details['byCommand'] === true
        ? `Whoever runs the server made a link that sets a new password for ${what}`
        : `${who} made a link that sets a new password for ${what}`,
  passwordReset: ({ what }) => `Somebody with the link set a new password for ${what}`,
  secondFactorTurnedOn: ({ who }) => `${who} turned on a second factor`,
  secondFactorTurnedOff: ({ who }) => `${who} turned off their second factor`,
  secondFactorRemoved: ({ who, what, details }) =>
    details['byCommand'] === true
      ? `A link of whoever runs the server removed the second factor of ${what}`
      : `${who} removed the second factor of ${what}`,
  recoveryCodesRenewed: ({ who }) => `${who} made new recovery codes`,
  recoveryCodeUsed: ({ who }) => `${who} signed in with a recovery code`,
  signInRulesChanged: ({ who, details }) =>
    details['secondFactorRequired'] === true
      ? `${who} asks everybody for a second factor`
      : `${who} leaves it to everybody whether they use a second factor`,

  workspaceSetUp: ({ who }) => `${who} set up the workspace`,
  teammateInvited: ({ who, what, details }) => `${who} invited ${what} as ${role(details['role'])}`,
  inviteRevoked: ({ who, what }) => `${who} revoked the invitation of ${what}`,
  inviteAccepted: ({ who, details }) => `${who} joined as ${role(details['role'])}`,
  roleChanged: ({ who, what, details }) =>
    `${who} made ${what} ${role(details['to'])} (was ${word(details['from'])})`,
  teammateDisabled: ({ who, what }) => `${who} disabled ${what}`,
  teammateEnabled: ({ who, what }) => `${who} let ${what} in again`,

  aiAgentChanged: ({ who, what, details }) =>
    `${who} changed ${list(details['changed'])} of ${what}`,
  engineChosen: ({ who, what, details }) => `${who} chose ${engine(details)} to write for ${what}`,
  engineReset: ({ who, what }) => `${who} set the language model of ${what} back to the default`,
  modelKeySet: ({ who, what }) => `${who} entered a model key for ${what}`,
  modelKeyRemoved: ({ who, what }) => `${who} removed the model key of ${what}`,
  voiceChanged: ({ who, what }) => `${who} changed the voice of ${what}`,
  modelBudgetChanged: ({ who, what }) => `${who} changed the model budget of ${what}`,
  identitySecretRenewed: ({ who, what }) => `${who} made a new identity secret for ${what}`,

  policyPublished: ({ who, what, details }) =>
    `${who} switched on policy version ${word(details['version'])} of ${what}${because(details)}`,
  policyRolledBack: ({ who, what, details }) =>
    `${who} rolled the policy of ${what} back to version ${word(details['restored'])}, as version ${word(details['version'])}`,

  sourceAdded: ({ who, what }) => `${who} added the website ${what}`,
  sourceChanged: ({ who, what }) => `${who} changed the website ${what}`,
  sourceRemoved: ({ who, what }) => `${who} removed the website ${what}`,
  documentsAdded: ({ who, details }) => `${who} added ${documents(details)}`,
  documentRemoved: ({ who, what }) => `${who} removed the document ${what}`,
  passageChanged: ({ who, what, details }) =>
    `${who} changed ${list(details['changed'])} of a passage of ${what}`,

  actionDefined: ({ who, what }) => `${who} defined the action ${what}`,
  actionChanged: ({ who, what }) => `${who} changed the action ${what}`,
  actionRemoved: ({ who, what }) => `${who} deleted the action ${what}`,
  actionTried: ({ who, what }) => `${who} tried the action ${what}, which was really sent`,

  webhookAdded: ({ who, what }) => `${who} added a webhook to ${what}`,
  webhookChanged: ({ who, what }) => `${who} changed the webhook to ${what}`,
  webhookRemoved: ({ who, what }) => `${who} removed the webhook to ${what}`,
  webhookSecretRenewed: ({ who, what }) => `${who} made a new secret for the webhook to ${what}`,
  mailRulesChanged: ({ who, details }) =>
    `${who} changed what teammates are mailed about waiting customers${details['quoteCustomer'] === true ? ", now with the customer's words" : ''}`,
  routingChanged: ({ who }) => `${who} changed who gets waiting conversations`,

  contactExported: ({ who }) => `${who} exported what is stored about a customer`,
  contactErased: ({ who, details }) =>
    `${who} erased a customer, with ${count(details['conversations'], 'conversation')}`,
  decisionsExported: ({ who, what }) => `${who} exported the decisions of ${what}`,
  auditLogExported: ({ who }) => `${who} exported the audit log`,
  retentionChanged: ({ who }) => `${who} changed how long data is kept`,
  retentionApplied: ({ details }) => `Baton removed ${removed(details)}, as retention says`,
};

export function auditInWords({ kind, who, what, details }: ToldEntry): string {
  const tell = Object.hasOwn(sentences, kind) ? sentences[kind as AuditKind] : null;
  const told = { who: who ?? 'Baton', what: what ?? 'something that is gone', details };
  return tell === null ? `${told.who}: ${kind}` : tell(told);
}

const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '?';

function role(value: unknown): string {
  return value === 'owner' || value === 'admin' ? `an ${value}` : 'a teammate';
}

function list(value: unknown): string {
  const items = Array.isArray(value) ? value.map(word) : [];
  if (items.length < 2) return items[0] ?? 'the settings';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function engine({ engine, model }: Record<string, unknown>): string {
  if (engine === 'embedded') return 'the embedded engine';
  return typeof model === 'string' ? model : 'a language model';
}

function because({ origin }: Record<string, unknown>): string {
  if (origin === 'budget') return ', to keep the error budget';
  return origin === 'threshold' ? ', with another answer line' : '';
}

function documents({ count: many, names }: Record<string, unknown>): string {
  const [only] = Array.isArray(names) ? names : [];
  return many === 1 && only !== undefined ? `the document ${word(only)}` : count(many, 'document');
}

function removed(details: Record<string, unknown>): string {
  const parts = [
    ['conversations', 'conversation'],
    ['visitors', 'person without conversations', 'people without conversations'],
    ['decisionInputs', 'decision input'],
    ['auditEntries', 'old audit entry'],
  ] as const;
  const told = parts.flatMap(([key, one, plural]) =>
    Number(details[key]) > 0 ? count(details[key], one, plural) : [],
  );
  return told.length === 0 ? 'nothing' : list(told);
}

function count(value: unknown, one: string, plural = pluralOf(one)): string {
  const many = Number(value) || 0;
  return `${many.toLocaleString('en')} ${many === 1 ? one : plural}`;
}

const pluralOf = (one: string): string =>
  one.endsWith('y') ? `${one.slice(0, -1)}ies` : `${one}s`;
