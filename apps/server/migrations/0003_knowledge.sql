-- Knowledge: where it comes from, the documents, and the passages they are cut into.
--
-- Text and vectors lie in separate narrow tables: reading vectors must not drag the text along.

-- Where documents come from. Files, typed text, questions and the example help centre are one
-- source each per AI agent; every website is a source of its own.
create table sources (
  id           text primary key,
  workspace_id text not null references workspaces on delete cascade,
  ai_agent_id  text not null references ai_agents on delete cascade,
  kind         text not null check (kind in ('file', 'text', 'qa', 'example', 'website')),
  url          text check ((kind = 'website') = (url is not null)),
  created_at   timestamptz not null
);
create unique index sources_one_of_a_kind on sources (ai_agent_id, kind) where kind <> 'website';
create unique index sources_website on sources (ai_agent_id, url) where kind = 'website';

-- The state of one AI agent's knowledge as a number that only grows. A change takes the row's lock
-- first, so changes of one agent's knowledge commit in the order of their numbers, and a process
-- that has seen revision n can ask for what came after it without missing a late commit.
create table knowledge_revisions (
  ai_agent_id  text primary key references ai_agents on delete cascade,
  workspace_id text not null,
  revision     bigint not null
);

create table documents (
  id             text primary key,
  workspace_id   text not null references workspaces on delete cascade,
  ai_agent_id    text not null references ai_agents on delete cascade,
  source_id      text not null references sources on delete cascade,
  kind           text not null,
  -- What identifies it within its source: file name, title, question, address.
  name           text not null,
  title          text not null,
  url            text,
  -- As the AI sees it.
  markdown       text not null,
  -- Of what was handed in, before any reading: the same again costs nothing.
  content_hash   text not null,
  state          text not null check (state in ('processing', 'ready', 'failed')),
  error          text,
  bytes          bigint not null,
  passage_count  int not null,
  embedded_count int not null default 0,
  -- knowledge_revisions.revision at its last change, vectors included.
  revision       bigint not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);
create unique index documents_name on documents (source_id, md5(name));
create index documents_list on documents (workspace_id, ai_agent_id, id desc);
create index documents_changed on documents (ai_agent_id, revision);

-- Removed documents, so that indexes in memory hear of it.
create table document_removals (
  ai_agent_id  text not null references ai_agents on delete cascade,
  revision     bigint not null,
  document_id  text not null,
  workspace_id text not null,
  primary key (ai_agent_id, revision, document_id)
);

create table passages (
  id           text primary key,
  workspace_id text not null,
  ai_agent_id  text not null,
  document_id  text not null references documents on delete cascade,
  position     int not null,
  trail        text[] not null,
  heading      text not null,
  markdown     text not null,
  unique (document_id, position)
);
create index passages_ai_agent on passages (ai_agent_id, id);

-- 32-bit floats, little-endian. Vectors of different embedders are never compared: one made by
-- another embedder than today's counts as missing, and is replaced.
create table passage_vectors (
  passage_id   text primary key references passages on delete cascade,
  workspace_id text not null,
  ai_agent_id  text not null,
  document_id  text not null,
  embedder     text not null,
  dimensions   int not null,
  -- Of the passage with its title and headings, and of title and headings alone.
  vector         bytea not null,
  heading_vector bytea not null
);
create index passage_vectors_document on passage_vectors (document_id);
create index passage_vectors_ai_agent on passage_vectors (ai_agent_id, passage_id);
