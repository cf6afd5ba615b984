-- Reviews: what people say of decisions, the calibrations fitted to it, and the lines that keep
-- error budgets.

-- One row for each decision that somebody has said something about: what counts, ready to be read.
create table decision_reviews (
  decision_id     text primary key references decisions on delete cascade,
  workspace_id    text not null references workspaces on delete cascade,
  ai_agent_id     text not null,
  conversation_id text not null references conversations on delete cascade,
  -- Grows with every change, so that screens know the later state from the earlier.
  revision        int not null default 0,
  -- The majority of the marks, the latest where they draw. Null: nobody said.
  answer          text check (answer in ('right', 'wrong')),
  handoff         text check (handoff in ('needed', 'not_needed')),
  -- The customer's own word.
  helpful         boolean,
  updated_at      timestamptz not null default now(),
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade
);
create index decision_reviews_of_ai_agent on decision_reviews (workspace_id, ai_agent_id, updated_at desc);
create index decision_reviews_of_conversation on decision_reviews (conversation_id);

-- Each teammate's last word.
create table review_marks (
  decision_id  text not null references decision_reviews on delete cascade,
  workspace_id text not null references workspaces on delete cascade,
  teammate_id  text not null,
  about        text not null check (about in ('answer', 'handoff')),
  verdict      text not null,
  at           timestamptz not null,
  primary key (decision_id, teammate_id, about),
  foreign key (workspace_id, teammate_id) references teammates (workspace_id, id) on delete cascade,
  check ((about = 'answer' and verdict in ('right', 'wrong'))
      or (about = 'handoff' and verdict in ('needed', 'not_needed')))
);

-- Decisions drawn at random to be marked: the only fair sample of all of them.
create table review_draws (
  decision_id   text primary key references decisions on delete cascade,
  workspace_id  text not null references workspaces on delete cascade,
  ai_agent_id   text not null,
  -- Somebody had marked it unasked before it was drawn.
  marked_before boolean not null,
  drawn_at      timestamptz not null,
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade
);
create index review_draws_of_ai_agent on review_draws (workspace_id, ai_agent_id, drawn_at desc);

-- Every own calibration that was ever in use: decision records name them.
create table calibrations (
  workspace_id  text not null references workspaces on delete cascade,
  ai_agent_id   text not null,
  version       int not null,
  -- The shipped calibrator that it is laid over; over another one it means nothing.
  base          text not null,
  recalibration jsonb not null,
  -- What it was fitted to and how it did: marks, log loss of both.
  evidence      jsonb not null,
  fitted_at     timestamptz not null,
  primary key (ai_agent_id, version),
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade
);

-- What each AI agent decides by now, and why, when that is the shipped calibration.
create table calibrations_in_use (
  workspace_id    text not null references workspaces on delete cascade,
  ai_agent_id     text primary key,
  -- Null: the shipped one.
  version         int,
  shipped_because text,
  base            text not null,
  -- Where drift was last noticed; told once, not at every look.
  drifting        boolean not null default false,
  checked_at      timestamptz not null,
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade,
  foreign key (ai_agent_id, version) references calibrations (ai_agent_id, version) on delete cascade
);

-- The line chosen for a budget, with what it rests on, as often as it changed.
create table budget_lines (
  id           bigint generated always as identity primary key,
  workspace_id text not null references workspaces on delete cascade,
  ai_agent_id  text not null,
  risk         double precision not null,
  -- On the confidence in use; null: nothing could be promised.
  answer_at    double precision,
  calibration  text not null,
  evidence     jsonb not null,
  chosen_at    timestamptz not null,
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade
);
create index budget_lines_of_ai_agent on budget_lines (workspace_id, ai_agent_id, risk, id desc);
