-- What an AI agent writes with, how it sounds, what it may cost; and the books of what it has cost.

-- A null engine is the operator's default. The key is sealed (platform/secrets) and read by nobody
-- but whoever calls the model.
alter table ai_agents
  add column engine jsonb,
  add column model_key text,
  add column voice jsonb not null default '{"tone": "friendly", "length": "medium", "language": "customer", "instructions": ""}',
  add column model_budget jsonb not null default '{"monthly": null, "currency": "USD", "inputPrice": 0, "outputPrice": 0}';

-- The ledger: one line for every call to a language model, at the prices of its time. Money is in
-- millionths of the currency. A call counts in the month (UTC) in which it began.
create table model_calls (
  id              text primary key,
  workspace_id    text not null references workspaces on delete cascade,
  ai_agent_id     text not null,
  -- Null for tests of a connection, trial questions, and conversations that are gone.
  conversation_id text references conversations on delete set null,
  purpose         text not null,
  model           text not null,
  at              timestamptz not null,
  input_tokens    int not null check (input_tokens >= 0),
  output_tokens   int not null check (output_tokens >= 0),
  currency        text not null,
  cost_micros     bigint not null check (cost_micros >= 0),
  -- The tokens were counted by us, because the provider did not say.
  estimated       boolean not null,
  failed          boolean not null,
  milliseconds    int not null check (milliseconds >= 0),
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade
);
create index model_calls_of_agent on model_calls (workspace_id, ai_agent_id, at);
create index model_calls_of_conversation on model_calls (conversation_id) where conversation_id is not null;

-- What a month has cost so far, and what running calls may still cost at most. One row is the gate
-- through which all calls of an AI agent go: spent + reserved never passes the budget.
create table model_months (
  workspace_id    text not null references workspaces on delete cascade,
  ai_agent_id     text not null,
  month           date not null check (extract(day from month) = 1),
  -- Prices in another currency begin another count.
  currency        text not null,
  spent_micros    bigint not null default 0 check (spent_micros >= 0),
  reserved_micros bigint not null default 0 check (reserved_micros >= 0),
  primary key (workspace_id, ai_agent_id, month, currency),
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade
);

-- Money set aside for a call that runs. One that outlives expires_at was left by a process that
-- died; housekeeping gives its money back.
create table model_reservations (
  id              text primary key,
  workspace_id    text not null references workspaces on delete cascade,
  ai_agent_id     text not null,
  month           date not null,
  currency        text not null,
  most_micros     bigint not null check (most_micros >= 0),
  expires_at      timestamptz not null,
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade
);
create index model_reservations_expired on model_reservations (expires_at);
