-- Policies: every version that was ever in force, one draft per AI agent, and replays of the past.

-- ai_agents.policy stays the one in force; here is how it came to be, and what to roll back to.
create table policy_versions (
  workspace_id     text not null references workspaces on delete cascade,
  ai_agent_id      text not null,
  version          int not null,
  document         jsonb not null,
  origin           text not null check (origin in ('initial', 'published', 'rolled_back', 'threshold', 'budget')),
  -- Null: Baton itself, or somebody who is gone.
  author_id        text,
  note             text,
  -- For a roll-back: the version whose rules it has again.
  restored_version int,
  published_at     timestamptz not null default now(),
  primary key (ai_agent_id, version),
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, author_id) references teammates (workspace_id, id) on delete set null (author_id)
);

insert into policy_versions (workspace_id, ai_agent_id, version, document, origin, published_at)
select workspace_id, id, policy_version, policy, 'initial', created_at from ai_agents;

-- Without a document there is no draft: the row stays, so that a revision is never given twice.
create table policy_drafts (
  workspace_id text not null references workspaces on delete cascade,
  ai_agent_id  text primary key,
  document     jsonb,
  revision     int not null,
  -- The published version it was begun from.
  based_on     int not null,
  note         text,
  saved_by     text,
  saved_at     timestamptz not null default now(),
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, saved_by) references teammates (workspace_id, id) on delete set null (saved_by)
);

create table replays (
  id              text primary key,
  workspace_id    text not null references workspaces on delete cascade,
  ai_agent_id     text not null,
  -- Null: the command line.
  asked_by        text,
  policy          jsonb not null,
  policy_kind     text not null check (policy_kind in ('draft', 'version', 'document')),
  policy_version  int,
  source          text not null check (source in ('history', 'transcripts')),
  since           timestamptz,
  state           text not null check (state in ('waiting', 'running', 'done', 'failed')),
  error           text,
  row_errors      jsonb not null default '[]',
  row_error_count int not null default 0,
  left_out        int not null default 0,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, asked_by) references teammates (workspace_id, id) on delete set null (asked_by)
);
create index replays_of_ai_agent on replays (workspace_id, ai_agent_id, created_at desc);

-- Each turn that a replay decides again. Listed when it begins, so that a crash loses no place.
create table replay_turns (
  workspace_id    text not null references workspaces on delete cascade,
  replay_id       text not null references replays on delete cascade,
  position        int not null,
  -- What is erased leaves no copy of its question here.
  conversation_id text references conversations on delete cascade,
  decision_id     text,
  turn            int,
  decided_at      timestamptz,
  -- A transcript's own name for the conversation, and the turn as it was read; gone when decided.
  transcript      text,
  input           jsonb,
  -- Null until decided.
  verdict         text check (verdict in ('same', 'adjusted', 'changed', 'failed')),
  was_outcome     text,
  would_outcome   text,
  remeasured      boolean not null default false,
  -- Kept only where the two differ.
  question        text,
  was             jsonb,
  would           jsonb,
  confidence      double precision,
  primary key (replay_id, position)
);
create index replay_turns_of_conversation on replay_turns (conversation_id);

-- Replays and exports read decisions by time.
create index decisions_at on decisions (workspace_id, at desc);
