-- Webhooks: what happened in conversations, told to other people's servers until they have it. And
-- routing: who is at work, and for how long a customer waits for somebody who is not.

-- An address that wants to be told.
create table webhooks (
  id                text primary key,
  workspace_id      text not null references workspaces on delete cascade,
  url               text not null,
  description       text not null default '',
  events            text[] not null,
  state             text not null default 'active' check (state in ('active', 'paused', 'off')),
  off_because       text check (off_because in ('gone', 'failing', 'overflow')),
  state_since       timestamptz not null default now(),
  -- Sealed. The one before goes on signing for a while.
  secret            text not null,
  secret_set_at     timestamptz not null default now(),
  old_secret        text,
  old_secret_until  timestamptz,
  -- In a row, and since when; a webhook that fails is left alone until `resting_until`.
  failures          int not null default 0,
  failing_since     timestamptz,
  resting_until     timestamptz,
  last_delivered_at timestamptz,
  created_at        timestamptz not null default now(),
  unique (workspace_id, id),
  check ((state = 'off') = (off_because is not null))
);
create index webhooks_of_workspace on webhooks (workspace_id, created_at);

-- Up to where the feed of a workspace was turned into deliveries. There while it has webhooks.
create table webhook_cursors (
  workspace_id text primary key references workspaces on delete cascade,
  cursor       text not null
);

-- One event for one webhook. Written in the transaction that moves the cursor: neither lost nor
-- doubled on this side; sent until it was taken, so the other side may see it twice.
create table webhook_deliveries (
  id              text primary key,
  -- In the order of what happened.
  seq             bigint generated always as identity,
  workspace_id    text not null references workspaces on delete cascade,
  webhook_id      text not null,
  event           text not null,
  -- What is said of a conversation goes with it.
  conversation_id text references conversations on delete cascade,
  body            text not null,
  state           text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  attempts        int not null default 0,
  -- Not tried before; while somebody sends it, when others may.
  due_at          timestamptz not null default now(),
  leased          boolean not null default false,
  -- Given up after.
  expires_at      timestamptz not null,
  -- The last attempt, as the protocol has it.
  last            jsonb,
  created_at      timestamptz not null default now(),
  finished_at     timestamptz,
  foreign key (workspace_id, webhook_id) references webhooks (workspace_id, id) on delete cascade
);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, due_at)
  where state = 'waiting';
create index webhook_deliveries_in_order on webhook_deliveries (webhook_id, conversation_id, seq)
  where state = 'waiting';
create index webhook_deliveries_listed on webhook_deliveries (workspace_id, webhook_id, seq desc);
create index webhook_deliveries_finished on webhook_deliveries (state, finished_at)
  where state <> 'waiting';
create index webhook_deliveries_of_conversation on webhook_deliveries (conversation_id);

-- When a teammate was last seen with the inbox open, by the database's clock. `away_since` is set
-- by who looks and does not find them, never computed backwards: a server that was down for an hour
-- makes nobody absent for an hour.
create table teammate_presence (
  teammate_id  text primary key,
  workspace_id text not null references workspaces on delete cascade,
  seen_at      timestamptz not null,
  away_since   timestamptz,
  foreign key (workspace_id, teammate_id) references teammates (workspace_id, id) on delete cascade
);
create index teammate_presence_away on teammate_presence (workspace_id) where away_since is not null;

-- A workspace without a row has the defaults.
create table routing_rules (
  workspace_id    text primary key references workspaces on delete cascade,
  return_to_queue boolean not null,
  away_minutes    int not null check (away_minutes > 0),
  present_minutes int not null check (present_minutes >= away_minutes),
  updated_at      timestamptz not null default now()
);
