-- Mail to teammates: a customer waits, and their inbox is open nowhere.

-- A teammate without a row has the default.
create table mail_wishes (
  teammate_id  text primary key,
  workspace_id text not null references workspaces on delete cascade,
  mail_when    text not null check (mail_when in ('never', 'away', 'always')),
  updated_at   timestamptz not null default now(),
  foreign key (workspace_id, teammate_id) references teammates (workspace_id, id) on delete cascade
);

-- A workspace without a row has the defaults.
create table mail_rules (
  workspace_id   text primary key references workspaces on delete cascade,
  after_minutes  int not null check (after_minutes > 0),
  quote_customer boolean not null,
  updated_at     timestamptz not null default now()
);

-- One mail to one teammate. What it says is not kept.
create table mails (
  id           text primary key,
  workspace_id text not null references workspaces on delete cascade,
  teammate_id  text not null,
  state        text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'refused')),
  made_at      timestamptz not null default now(),
  ended_at     timestamptz,
  -- No other mail to them before.
  rests_until  timestamptz,
  foreign key (workspace_id, teammate_id) references teammates (workspace_id, id) on delete cascade,
  check ((state = 'waiting') = (ended_at is null))
);
-- However many servers look: one mail to a teammate is on its way at a time.
create unique index mails_under_way on mails (teammate_id) where state = 'waiting';
create index mails_of_teammate on mails (teammate_id, made_at desc);
create index mails_ended on mails (ended_at) where state <> 'waiting';

-- What a teammate is told by it: of one conversation, once for each wait, in the queue and again as
-- their own.
create table mail_notices (
  teammate_id     text not null,
  conversation_id text not null references conversations on delete cascade,
  kind            text not null check (kind in ('queue', 'mine')),
  waiting_since   timestamptz not null,
  workspace_id    text not null references workspaces on delete cascade,
  mail_id         text not null references mails on delete cascade,
  primary key (teammate_id, conversation_id, kind, waiting_since)
);
create index mail_notices_of_mail on mail_notices (mail_id);
create index mail_notices_of_conversation on mail_notices (conversation_id);
