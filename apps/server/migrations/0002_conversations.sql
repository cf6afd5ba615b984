-- Conversations: a stream of events, and the tables that screens read, written together.

-- state is the fold of the stream up to version, so that deciding needs one read.
-- The columns beside it are the read model: what lists, badges and searches ask for.
create table conversations (
  id              text primary key,
  workspace_id    text not null references workspaces on delete cascade,
  ai_agent_id     text not null references ai_agents on delete cascade,
  contact_id      text not null references contacts on delete cascade,
  version         int not null,
  state           jsonb not null,
  status          text not null check (status in ('open', 'snoozed', 'resolved')),
  controller      text not null check (controller in ('ai', 'queue', 'human')),
  assignee_id     text references teammates on delete set null,
  -- Since when the customer waits for a person; null when nobody waits.
  waiting_since   timestamptz,
  snoozed_until   timestamptz,
  tags            text[] not null default '{}',
  -- The newest public message, shortened for a list.
  preview         jsonb,
  last_message_at timestamptz not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  unique (workspace_id, id)
);
create index conversations_list on conversations (workspace_id, status, last_message_at desc, id desc);
create index conversations_controller on conversations (workspace_id, controller, last_message_at desc, id desc) where status = 'open';
create index conversations_waiting on conversations (workspace_id, waiting_since, id) where waiting_since is not null;
create index conversations_assignee on conversations (workspace_id, assignee_id, last_message_at desc, id desc) where status = 'open';
create index conversations_contact on conversations (workspace_id, contact_id, last_message_at desc);

create table conversation_events (
  conversation_id text not null references conversations on delete cascade,
  version         int not null,
  workspace_id    text not null,
  type            text not null,
  data            jsonb not null,
  at              timestamptz not null,
  primary key (conversation_id, version)
);

create table messages (
  id                text primary key,
  workspace_id      text not null,
  conversation_id   text not null references conversations on delete cascade,
  -- The version of the event that made it: a conversation's messages in order.
  version           int not null,
  turn              int not null,
  author_kind       text not null check (author_kind in ('contact', 'ai', 'teammate', 'system')),
  author_id         text,
  visibility        text not null check (visibility in ('public', 'note')),
  -- The sender's own id for this message. A resend finds the first one instead of doubling it.
  client_message_id text,
  body              text not null,
  sources           jsonb not null default '[]',
  at                timestamptz not null,
  unique (conversation_id, version)
);
create unique index messages_client_id on messages (conversation_id, client_message_id) where client_message_id is not null;

-- Law 2 as a constraint: one customer turn gets at most one AI message.
create unique index messages_one_ai_answer on messages (conversation_id, turn) where author_kind = 'ai';

-- What the AI decided for one customer turn, and everything it decided it from.
create table decisions (
  id              text primary key,
  workspace_id    text not null,
  conversation_id text not null references conversations on delete cascade,
  turn            int not null,
  outcome         text not null,
  record          jsonb not null,
  at              timestamptz not null
);
create unique index decisions_turn on decisions (conversation_id, turn);

-- Badges without count(*): kept in step by the statement that writes a conversation.
create table inbox_counts (
  workspace_id text not null references workspaces on delete cascade,
  -- 'waiting' | 'ai' | 'open' | 'resolved' | 'assigned:<teammate>'
  bucket       text not null,
  count        int not null default 0,
  primary key (workspace_id, bucket)
);
