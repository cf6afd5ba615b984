/**
 * The catalogue of what may be known about a customer: every table of the database is either a part
 * of the export, or named here with the reason why it is not. A test walks the database: a new table
 * without a place here fails it, and so does one in which a customer's words turn up all the same.
 */

export type Holding =
  /** Where it stands in the export. */
  | { exported: string }
  /** Holds nothing of a customer that is not exported from elsewhere. */
  | { left: string };

const settings: Holding = { left: 'settings of the workspace' };
const team: Holding = { left: 'about teammates, not customers' };
const knowledge: Holding = { left: 'the company’s documents' };
const numbers: Holding = { left: 'numbers that name nobody' };

export const holdings: Record<string, Holding> = {
  contacts: { exported: 'contact' },
  widget_sessions: { exported: 'sessions' },
  conversations: { exported: 'conversations' },
  conversation_events: { exported: 'conversations[].events' },
  messages: { exported: 'conversations[].messages' },
  decisions: { exported: 'conversations[].decisions' },
  decision_reviews: { exported: 'conversations[].reviews' },
  review_marks: { exported: 'conversations[].reviews' },
  action_runs: { exported: 'conversations[].actionRuns' },
  model_calls: { exported: 'conversations[].modelCalls' },
  webhook_deliveries: { exported: 'conversations[].deliveries' },

  feed: { left: 'copies of events that are exported, for three days' },
  jobs: { left: 'work that is still to be done, by ids' },
  replay_turns: { left: 'copies of decisions that are exported, judged by another policy' },
  review_draws: { left: 'which decisions were drawn to be reviewed, by ids' },
  audit_log: { left: 'what teammates did; customers are named by id only' },

  workspaces: settings,
  ai_agents: settings,
  actions: settings,
  policy_versions: settings,
  policy_drafts: settings,
  replays: settings,
  webhooks: settings,
  webhook_cursors: settings,
  routing_rules: settings,
  mail_rules: settings,
  sign_in_rules: settings,
  retention_rules: settings,
  installation: settings,
  schema_migrations: settings,

  teammates: team,
  teammate_presence: team,
  mail_wishes: team,
  mails: team,
  mail_notices: { left: 'which teammate was told of which conversation, by ids' },
  sessions: team,
  invites: team,
  second_factors: team,
  recovery_codes: team,
  half_sessions: team,
  password_resets: team,

  sources: knowledge,
  knowledge_revisions: knowledge,
  documents: knowledge,
  document_removals: knowledge,
  document_versions: knowledge,
  passages: knowledge,
  passage_vectors: knowledge,
  passage_curations: knowledge,
  crawl_pages: knowledge,

  inbox_counts: numbers,
  calibrations: numbers,
  calibrations_in_use: numbers,
  budget_lines: numbers,
  model_months: numbers,
  model_reservations: numbers,
  retention_runs: numbers,
};
