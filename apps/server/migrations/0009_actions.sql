-- Actions: what an AI agent may do for a customer over HTTP; and who its customers say they are,
-- where their website vouches for it.

-- The identity of a contact is that of one AI agent's website: two websites number their users alike.
alter table contacts add column external_id text;
alter table contacts add column identified_by text;
-- When the website vouched last, and until when its word counts for account data.
alter table contacts add column verified_at timestamptz;
alter table contacts add column verified_until timestamptz;
-- What it said then: { "id", "email", "name" }. Never what was typed in a chat.
alter table contacts add column identity jsonb;
alter table contacts add constraint contacts_identified_by
  foreign key (workspace_id, identified_by) references ai_agents (workspace_id, id)
  on delete set null (identified_by) not valid;
create unique index contacts_external_id on contacts (identified_by, external_id)
  where external_id is not null;

-- Sealed; null until an owner asks for one.
alter table ai_agents add column identity_secret text;
alter table ai_agents add column identity_secret_at timestamptz;

create table actions (
  id           text primary key,
  workspace_id text not null references workspaces on delete cascade,
  ai_agent_id  text not null,
  version      int not null default 1,
  -- As the protocol has it, but for headers.
  definition   jsonb not null,
  -- [{ "name", "secret", "value" }]; the value of a secret one is null here
  headers      jsonb not null default '[]',
  -- and lies in this, sealed: { "<name>": "<value>" }.
  secret_headers text,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  unique (workspace_id, id),
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade
);
create index actions_of_agent on actions (workspace_id, ai_agent_id, created_at);

-- One use of an action. It keeps the definition that it began with: what runs is what was filled
-- in and approved, whatever became of the action since. Secrets stay with the action.
create table action_runs (
  id              text primary key,
  workspace_id    text not null references workspaces on delete cascade,
  -- Kept when the action is deleted: what was done stays on record.
  action_id       text,
  ai_agent_id     text not null,
  conversation_id text not null references conversations on delete cascade,
  contact_id      text not null,
  action_version  int not null,
  definition      jsonb not null,
  state           text not null check (state in
    ('collecting', 'awaiting_approval', 'running', 'succeeded', 'failed', 'declined', 'cancelled')),
  -- By field; for the customer's fields what they said, for identity's what the website said.
  inputs          jsonb not null default '{}',
  identified      boolean not null default false,
  -- What the request came to; set before anybody is told, so that it is never sent again for nothing.
  result          jsonb,
  tries           int not null default 0,
  -- When it was first sent: after that "it did not happen" cannot be said any more.
  sent_at         timestamptz,
  decided_by      text,
  note            text,
  at              timestamptz not null,
  finished_at     timestamptz,
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, action_id) references actions (workspace_id, id)
    on delete set null (action_id),
  foreign key (workspace_id, decided_by) references teammates (workspace_id, id)
    on delete set null (decided_by)
);
-- A conversation fills in one form at a time.
create unique index action_runs_collecting on action_runs (conversation_id)
  where state = 'collecting';
create index action_runs_of_conversation on action_runs (workspace_id, conversation_id, at desc);
create index action_runs_of_agent on action_runs (workspace_id, ai_agent_id, id desc);
create index action_runs_of_action on action_runs (workspace_id, action_id);
