-- Nobody is locked out, and a second factor: links that set a new password, codes of an
-- authenticator app, codes for the day it is lost, and signing in that is half done.

-- The authenticator app of a teammate. `id` is the teammate's.
create table second_factors (
  id            text primary key,
  workspace_id  text not null references workspaces on delete cascade,
  -- Sealed.
  secret        text not null,
  begun_at      timestamptz not null,
  -- Null: the app has not shown a right code yet, and nobody is asked for one.
  on_since      timestamptz,
  -- The time step of the last code that counted: none of it or before counts again.
  last_step     bigint not null default 0,
  -- Wrong codes in a row, and until when no further one is looked at.
  failures      int not null default 0,
  blocked_until timestamptz,
  foreign key (workspace_id, id) references teammates (workspace_id, id) on delete cascade
);

-- One lets somebody in once without the app. Of each a hash: they have 120 random bits.
create table recovery_codes (
  code_hash    bytea primary key,
  workspace_id text not null references workspaces on delete cascade,
  teammate_id  text not null references second_factors on delete cascade,
  used_at      timestamptz
);
create index recovery_codes_of_teammate on recovery_codes (teammate_id);

-- The password was right, the code is still to come. It is no session, and opens nothing else.
create table half_sessions (
  token_hash   bytea primary key,
  workspace_id text not null references workspaces on delete cascade,
  teammate_id  text not null,
  expires_at   timestamptz not null,
  foreign key (workspace_id, teammate_id) references teammates (workspace_id, id) on delete cascade
);
create index half_sessions_of_teammate on half_sessions (teammate_id);

-- Links that set a new password, once.
create table password_resets (
  token_hash            bytea primary key,
  workspace_id          text not null references workspaces on delete cascade,
  teammate_id           text not null,
  -- Takes the second factor off as well.
  without_second_factor boolean not null default false,
  created_at            timestamptz not null,
  expires_at            timestamptz not null,
  used_at               timestamptz,
  -- A newer link was made, or what it was for has passed.
  withdrawn_at          timestamptz,
  foreign key (workspace_id, teammate_id) references teammates (workspace_id, id) on delete cascade
);
create index password_resets_of_teammate on password_resets (teammate_id);

-- A workspace without a row asks for nothing but passwords.
create table sign_in_rules (
  workspace_id           text primary key references workspaces on delete cascade,
  second_factor_required boolean not null,
  updated_at             timestamptz not null default now()
);
