-- Conversations: a stream of events, and the tables that screens read, written together.

-- state is the fold of the stream up to version, so that deciding needs one read and a list needs
-- no other. The columns beside it are what is filtered and sorted by.
create table conversations (
  id              text primary key,
  workspace_id    text not null references workspaces on delete cascade,
  ai_agent_id     text not null,
  contact_id      text not null,
  version         int not null,
  state           jsonb not null,
  status          text not null check (status in ('open', 'snoozed', 'resolved')),
  controller      text not null check (controller in ('ai', 'queue', 'human')),
  assignee_id     text,
  -- Since when the customer waits for a person; null when nobody waits.
  waiting_since   timestamptz,
  snoozed_until   timestamptz,
  -- The customer turn that the AI has still to answer; null when it owes none.
  ai_owes_turn    int,
  tags            text[] not null default '{}',
  last_message_at timestamptz not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  -- With the workspace, so that nothing of one company can ever belong to another.
  foreign key (workspace_id, ai_agent_id) references ai_agents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, assignee_id) references teammates (workspace_id, id) on delete set null (assignee_id),
  check (assignee_id is null or controller = 'human'),
  check (controller <> 'queue' or (status = 'open' and waiting_since is not null)),
  check (ai_owes_turn is null or (status = 'open' and controller = 'ai'))
);
-- Every message moves last_message_at, and with it an entry in each index that has it: few do.
create index conversations_list on conversations (workspace_id, status, last_message_at desc, id desc);
create index conversations_with_ai on conversations (workspace_id, last_message_at desc, id desc) where status = 'open' and controller = 'ai';
create index conversations_assigned on conversations (workspace_id, assignee_id, last_message_at desc, id desc) where status = 'open' and assignee_id is not null;
create index conversations_queue on conversations (workspace_id, waiting_since, id) where controller = 'queue';
create index conversations_of_contact on conversations (contact_id, ai_agent_id);
create index conversations_owed on conversations (updated_at) where ai_owes_turn is not null;
create index conversations_snoozed on conversations (snoozed_until) where status = 'snoozed';

create table conversation_events (
  conversation_id text not null references conversations on delete cascade,
  version         int not null,
  workspace_id    text not null,
  type            text not null,
  -- The whole event, as the protocol has it.
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
  author_kind       text not null check (author_kind in ('contact', 'ai', 'teammate')),
  author_id         text not null,
  visibility        text not null check (visibility in ('public', 'note')),
  -- The sender's own id for this message. A resend finds the first one instead of doubling it.
  client_message_id text,
  body              text not null,
  at                timestamptz not null,
  unique (conversation_id, version)
);
-- The id belongs to its sender, not to a conversation: a resend need not know where it went.
create unique index messages_client_id on messages (author_id, client_message_id) where client_message_id is not null;

-- Law 2 as a constraint: one customer turn gets at most one AI message.
create unique index messages_one_ai_answer on messages (conversation_id, turn) where author_kind = 'ai';

-- Searched by teammates. 'simple': messages come in every language.
create index messages_words on messages using gin (to_tsvector('simple', body));

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
  -- 'waiting' | 'ai' | 'open' | 'assigned:<teammate>'
  bucket       text not null,
  count        int not null default 0,
  primary key (workspace_id, bucket)
);
