-- Search that stays quick at a million conversations (docs/scaling.md).

-- Any part of a name or address, by its trigrams, instead of reading every contact. pg_trgm comes
-- with PostgreSQL, and whoever owns a database may add it; where it is not to be had, search reads
-- on as before. To keep a very large table writable meanwhile, an operator can make this index
-- beforehand, concurrently, under the same name.
do $$
begin
  create extension if not exists pg_trgm;
  create index if not exists contacts_parts on contacts using gin (name gin_trgm_ops, email gin_trgm_ops);
exception
  when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
    raise notice 'pg_trgm is not available: a search by a customer''s name reads all names';
end
$$;

-- As the owner of the tables and within the caller's workspace, as conversations_with_words does
-- (0010): behind row-level security the planner may not look into these indexes.
do $$
begin
  execute format(
    $create$
      -- A part that very many have in common ("@example.com") finds some of them.
      create or replace function contacts_like(workspace text, pattern text, other text)
      returns setof text
      language sql stable parallel safe security definer rows 50
      set search_path = %1$I, pg_temp
      set gin_fuzzy_search_limit = 5000
      as $body$
        select id from contacts
        where workspace_id = workspace
          and workspace = coalesce(current_setting('baton.workspace', true), workspace)
          and (name ilike pattern or email ilike pattern or name ilike other)
        limit 500
      $body$;

      -- In how many messages of the installation the words stand, as the planner thinks. Only a
      -- number, of all workspaces together: nothing can be read off it about any one of them.
      create or replace function messages_expected_with(asked tsquery)
      returns float8
      language plpgsql volatile security definer
      set search_path = %1$I, pg_temp
      as $body$
      declare
        plan json;
      begin
        execute format(
          'explain (format json) select from messages where to_tsvector(''simple'', body) @@ %%L::tsquery',
          asked) into plan;
        return (plan->0->'Plan'->>'Plan Rows')::float8;
      end
      $body$;
    $create$,
    current_schema());
end
$$;
revoke all on function contacts_like(text, text, text) from public;
revoke all on function messages_expected_with(tsquery) from public;

-- Without this the planner expects a thousand conversations of every word.
alter function conversations_with_words(text, tsquery) rows 50;
