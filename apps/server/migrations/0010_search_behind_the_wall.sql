-- Words in messages, for whoever stands behind the wall between workspaces (row-level security,
-- src/platform/database/wall.ts). There PostgreSQL may look into a row only after it has seen whose
-- it is, so it would not use the index of words, and read every message instead. This function looks
-- for the caller as the owner of the tables, and keeps to the caller's workspace by itself.
do $$
begin
  execute format(
    $create$
      create or replace function conversations_with_words(workspace text, asked tsquery)
      returns setof text
      language sql stable parallel safe security definer
      set search_path = %I, pg_temp
      as $body$
        select conversation_id from messages
        where workspace_id = workspace
          -- The session's workspace; a session that never had one does not stand behind the wall.
          and workspace = coalesce(current_setting('baton.workspace', true), workspace)
          and to_tsvector('simple', body) @@ asked
      $body$
    $create$,
    current_schema());
end
$$;
-- Nobody else on the server may look as the owner; the wall's own role is let in when it is raised.
revoke all on function conversations_with_words(text, tsquery) from public;
