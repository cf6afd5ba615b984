-- Who did what, and how long what is known about people is kept.

-- The audit log: written in the transaction of what it tells of, and never changed. Teammates are
-- named by id and looked up when it is read, so there is no foreign key to fall away with them.
create table audit_log (
  position     bigint generated always as identity primary key,
  workspace_id text not null references workspaces on delete cascade,
  at           timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  kind         text not null,
  -- Null: Baton itself, or somebody who was not signed in.
  teammate_id  text,
  subject_kind text,
  subject_id   text,
  -- As it was called then; never a customer's name.
  subject_name text,
  details      jsonb not null default '{}',
  address      text,
  user_agent   text,
  check ((subject_kind is null) = (subject_id is null))
);
create index audit_log_newest on audit_log (workspace_id, position desc);
create index audit_log_of_kind on audit_log (workspace_id, kind, position desc);
create index audit_log_of_teammate on audit_log (workspace_id, teammate_id, position desc);
create index audit_log_at on audit_log (workspace_id, at);

-- Rows are added, and fall away by the retention that an owner has set (which says so in its
-- transaction) or with their whole workspace. Everything else is refused, also to the owner of the
-- table.
create function audit_log_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
    and (current_setting('baton.retention', true) = 'on' or pg_trigger_depth() > 1) then
    return old;
  end if;
  raise exception 'The audit log is only added to.' using errcode = 'restrict_violation';
end
$$;
create trigger audit_log_is_kept before update or delete on audit_log
  for each row execute function audit_log_is_kept();
create trigger audit_log_is_kept_whole before truncate on audit_log
  for each statement execute function audit_log_is_kept();

-- A workspace without a row has the defaults.
create table retention_rules (
  workspace_id         text primary key references workspaces on delete cascade,
  conversations_days   int check (conversations_days between 1 and 3650),
  visitors_days        int check (visitors_days between 1 and 3650),
  decision_inputs_days int check (decision_inputs_days between 1 and 3650),
  audit_log_days       int check (audit_log_days between 30 and 3650),
  -- Decisions up to here have no inputs any more: the next run goes on from it.
  inputs_until         timestamptz,
  updated_at           timestamptz not null default now()
);

-- What it has done, day by day (UTC): counted in the transactions that removed it.
create table retention_runs (
  workspace_id    text not null references workspaces on delete cascade,
  day             date not null,
  last_at         timestamptz not null,
  conversations   int not null default 0,
  visitors        int not null default 0,
  decision_inputs int not null default 0,
  audit_entries   int not null default 0,
  primary key (workspace_id, day)
);

-- What is removed takes its runs along without reading all of them.
create index action_runs_in_conversation on action_runs (conversation_id);
create index action_runs_of_contact on action_runs (contact_id);
