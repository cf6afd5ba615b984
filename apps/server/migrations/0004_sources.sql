-- Websites as sources: what is to be read, how far the reading is, and what became of each page.

alter table sources
  add column name         text check (length(name) between 1 and 120),
  add column state        text not null default 'idle' check (state in ('idle', 'reading', 'stopped', 'failed')),
  -- In plain words: what went wrong, and what is good to know.
  add column error        text,
  add column notice       text,
  add column schedule     text not null default 'never' check (schedule in ('never', 'daily', 'weekly', 'monthly')),
  add column settings     jsonb not null default '{}',
  add column last_read_at timestamptz,
  add column next_read_at timestamptz,
  -- Readings are numbered; the number stays when a reading is stopped and goes on.
  add column reading      int not null default 0,
  -- The address that the start address led to: it says what belongs to the website.
  add column home_url     text,
  -- Who reads it now. Every page is written only while this is still its reader's name.
  add column reader       text,
  add column reader_until timestamptz;

create index sources_ai_agent on sources (workspace_id, ai_agent_id, created_at);
create index sources_due on sources (next_read_at) where next_read_at is not null;

-- The frontier of a website: one row for every address that belongs to it.
create table crawl_pages (
  source_id     text not null references sources on delete cascade,
  workspace_id  text not null references workspaces on delete cascade,
  url           text not null check (length(url) <= 2000),
  kind          text not null default 'page' check (kind in ('page', 'sitemap')),
  -- Links away from the start address.
  depth         int not null,
  -- The reading that found it last.
  reading       int not null,
  state         text not null check (state in ('queued', 'read', 'unchanged', 'skipped', 'failed', 'retired')),
  reason        text,
  http_status   int,
  document_id   text references documents on delete set null,
  title         text,
  -- What the website said about this version of the page, given back at the next reading.
  etag          text,
  last_modified text,
  -- The website's own pages that it links to: an unchanged page is not sent again, its links are.
  links         text[] not null default '{}',
  -- The address that the page says is its right one.
  canonical_url text,
  -- Attempts of this reading, counted before the page is asked for.
  tries         int not null default 0,
  next_try_at   timestamptz,
  -- Successive readings that did not find it any more.
  missing       int not null default 0,
  -- Removed by hand: not to be read again.
  removed       boolean not null default false,
  at            timestamptz,
  primary key (source_id, url)
);
create index crawl_pages_queue on crawl_pages (source_id, reading, kind desc, depth) where state = 'queued';
create index crawl_pages_state on crawl_pages (source_id, state, url);
create index crawl_pages_document on crawl_pages (document_id) where document_id is not null;

-- A page that vanished: kept, with its history, but not answered from until it comes back.
alter table documents add column retired_at timestamptz;
-- One address is one document, also for two websites of one AI agent.
create index documents_website on documents (ai_agent_id, md5(name)) where kind = 'website';
-- The same text at two addresses of one website is one document.
create index documents_same_text on documents (source_id, md5(markdown)) where kind = 'website';
