-- What teammates do to passages (reword, exclude, pin questions), and the history of documents.

alter table documents
  -- Counts up when the content changes; former contents are in document_versions.
  add column version int not null default 1,
  -- When the current content was taken in; null: when the document was last written.
  add column version_at timestamptz,
  -- In plain words, what reading left out.
  add column notes text[] not null default '{}',
  -- Since when it is no longer answered from.
  add column if not exists retired_at timestamptz;

alter table passages
  -- A teammate's wording. The document's own stays in "markdown".
  add column edited text,
  add column excluded boolean not null default false,
  add column questions text[] not null default '{}',
  -- passage_curations.fingerprint of what is applied to it.
  add column curated_as text,
  -- The document changed here since it was curated.
  add column outdated boolean not null default false,
  -- Heading paths of near-identical passages of the same document, folded into this one.
  add column also_under jsonb not null default '[]',
  -- Counts up with every change: vectors of an older state are not kept, and of two teammates who
  -- change a passage at once the second is told.
  add column version int not null default 1;

-- One vector for each question that the passage is sought by, one after the other.
alter table passage_vectors add column question_vectors bytea not null default '';

-- Curation outlives its passage: a document that is read again gets it back wherever the passage,
-- or at least its place under the same headings, still is.
create table passage_curations (
  document_id  text not null references documents on delete cascade,
  -- Of headings and text as the document had them when it was curated.
  fingerprint  text not null,
  workspace_id text not null references workspaces on delete cascade,
  trail        text[] not null,
  heading      text not null,
  original     text not null,
  edited       text,
  excluded     boolean not null,
  questions    text[] not null,
  updated_at   timestamptz not null,
  primary key (document_id, fingerprint)
);
create index passage_curations_workspace on passage_curations (workspace_id);

-- Former contents, the last few of each document.
create table document_versions (
  document_id  text not null references documents on delete cascade,
  version      int not null,
  workspace_id text not null references workspaces on delete cascade,
  title        text not null,
  markdown     text not null,
  bytes        bigint not null,
  words        int not null,
  -- When it was taken in.
  at           timestamptz not null,
  primary key (document_id, version)
);
create index document_versions_workspace on document_versions (workspace_id);
