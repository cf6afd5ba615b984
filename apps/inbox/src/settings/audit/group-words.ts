/** What the audit log is about, by group, as the filter names it. */
import type { AuditGroup } from '@baton/protocol';

export const groupWords: Record<AuditGroup, string> = {
  access: 'Signing in',
  team: 'Team',
  aiAgents: 'AI agent and model',
  policies: 'Policies',
  knowledge: 'Knowledge',
  actions: 'Actions',
  integrations: 'Webhooks and routing',
  privacy: 'Privacy and exports',
};
