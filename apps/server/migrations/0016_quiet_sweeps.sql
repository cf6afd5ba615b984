-- What is looked for every few seconds is found by index; and entries of the audit log are not numbered
-- over all workspaces any more, where everybody who reads their own can see it.

-- First, since it may have to wait for a reader of the log, and then nobody should wait behind what the rest
-- holds. What an entry is called outside. Older ones, which are never changed, are called by their position
-- as they always were. A default: servers of the version before do not say it.
alter table audit_log add column id text;
alter table audit_log alter column id set default 'aud_' || replace(gen_random_uuid()::text, '-', '');

-- Runs under way, which are few, among all that there ever were: a sweeper looks for those without a job.
create index if not exists action_runs_running on action_runs (id) where state = 'running';

-- Snoozed and somebody's, for when that somebody is disabled (open ones have `conversations_assigned`);
-- and whom a teammate lets wait. Each takes a second at a million conversations; to spare customers that
-- second, an operator can make both beforehand, concurrently, under the same names.
create index if not exists conversations_snoozed_held on conversations (workspace_id, assignee_id)
  where status = 'snoozed' and assignee_id is not null;
create index if not exists conversations_kept_waiting
  on conversations (workspace_id, assignee_id, waiting_since)
  where status = 'open' and controller = 'human' and waiting_since is not null;
