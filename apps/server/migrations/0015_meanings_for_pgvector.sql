-- Large knowledge bases are searched by meaning in PostgreSQL, where pgvector is there: then the two
-- vectors of a passage stand here a second time, in a form that pgvector reads. Null for all others.
-- Plain arrays, so that the same tables do on a server without the extension. The index over them is
-- made beside migrations, concurrently, one for each large AI agent (modules/knowledge/large-bases).
alter table passage_vectors
  add column meaning real[],
  add column heading_meaning real[];

-- Where whoever owns the database may add it. Where not, or not yet, vectors are searched in memory.
do $$
begin
  create extension if not exists vector;
exception
  when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
    raise notice 'pgvector is not available: all vectors are searched in memory';
end
$$;
