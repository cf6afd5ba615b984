-- The ground everything stands on: the live feed, jobs, workspaces and the people in them.
--
-- Ids are text with a readable prefix ("cnv_…"), made by the application and ordered by time.
-- Every row that belongs to a company carries workspace_id, and every query names it.

-- The live feed is the transactional outbox: one row for everything an open screen must hear
-- about, written in the transaction that made it true. Readers order by (xid, position) and read
-- only rows whose transaction is older than every running one, so a cursor never skips a commit
-- that was slow to arrive.
create table feed (
  position        bigint generated always as identity,
  xid             xid8 not null default pg_current_xact_id(),
  workspace_id    text not null,
  -- Null for what concerns the whole workspace (documents, teammates, settings).
  conversation_id text,
  type            text not null,
  data            jsonb not null,
  at              timestamptz not null default clock_timestamp(),
  primary key (xid, position)
);
create index feed_workspace on feed (workspace_id, xid, position);
create index feed_conversation on feed (conversation_id, xid, position) where conversation_id is not null;
create index feed_at on feed (at);

-- Work to be done later, enqueued in the transaction of the event that calls for it. A job is
-- leased, never removed, while it runs; a crash lets the lease lapse and another worker takes it.
create table jobs (
  id           bigint generated always as identity primary key,
  workspace_id text,
  kind         text not null,
  -- Jobs with the same key never pile up: enqueueing one that is still waiting is a no-op.
  key          text,
  payload      jsonb not null default '{}',
  run_at       timestamptz not null default now(),
  attempts     int not null default 0,
  max_attempts int not null default 5,
  leased_by    text,
  lease_until  timestamptz,
  -- Set when every attempt failed; kept for the operator to see.
  failed_at    timestamptz,
  last_error   text,
  created_at   timestamptz not null default now()
);
create unique index jobs_key on jobs (kind, key) where key is not null and leased_by is null and failed_at is null;
create index jobs_ready on jobs (run_at, id) where failed_at is null;

-- Facts about this installation, not about a company (the set-up token's hash, secrets' salt).
create table installation (
  key        text primary key,
  value      jsonb not null,
  created_at timestamptz not null default now()
);

create table workspaces (
  id         text primary key,
  name       text not null check (length(name) between 1 and 120),
  settings   jsonb not null default '{}',
  created_at timestamptz not null default now()
);

create table teammates (
  id            text primary key,
  workspace_id  text not null references workspaces on delete cascade,
  email         text not null check (email = lower(email)),
  name          text not null check (length(name) between 1 and 120),
  role          text not null check (role in ('owner', 'admin', 'teammate')),
  password_hash text not null,
  disabled_at   timestamptz,
  created_at    timestamptz not null default now(),
  unique (workspace_id, id)
);
-- One person, one account on this installation: signing in needs no workspace name.
create unique index teammates_email on teammates (email);

-- Only a hash of a session's token is stored: a leaked table opens no session.
create table sessions (
  token_hash   bytea primary key,
  workspace_id text not null references workspaces on delete cascade,
  teammate_id  text not null references teammates on delete cascade,
  user_agent   text,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null
);
create index sessions_teammate on sessions (teammate_id);

create table invites (
  id           text primary key,
  workspace_id text not null references workspaces on delete cascade,
  token_hash   bytea not null unique,
  email        text check (email = lower(email)),
  role         text not null check (role in ('admin', 'teammate')),
  invited_by   text not null references teammates on delete cascade,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  accepted_at  timestamptz,
  accepted_by  text references teammates on delete set null,
  revoked_at   timestamptz
);
create index invites_workspace on invites (workspace_id, created_at desc);

-- The bot of one website or use-case. Its widget key is public: it says which agent, not who.
create table ai_agents (
  id              text primary key,
  workspace_id    text not null references workspaces on delete cascade,
  name            text not null check (length(name) between 1 and 120),
  widget_key      text not null unique,
  -- Origins that may embed the widget; empty means any (the widget key is not a secret).
  allowed_origins text[] not null default '{}',
  look            jsonb not null default '{}',
  policy          jsonb not null,
  policy_version  int not null default 1,
  created_at      timestamptz not null default now(),
  unique (workspace_id, id)
);

create table contacts (
  id           text primary key,
  workspace_id text not null references workspaces on delete cascade,
  name         text,
  email        text,
  -- Other details collected on the way: phone, order number …
  details      jsonb not null default '{}',
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  unique (workspace_id, id)
);

-- A browser's right to speak as one contact to one AI agent.
create table widget_sessions (
  token_hash   bytea primary key,
  workspace_id text not null references workspaces on delete cascade,
  ai_agent_id  text not null references ai_agents on delete cascade,
  contact_id   text not null references contacts on delete cascade,
  origin       text,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null
);
create index widget_sessions_contact on widget_sessions (contact_id);
