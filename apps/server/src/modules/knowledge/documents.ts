// What goes into the knowledge module and what its lists show.

import type { AddedRows, KnowledgeDocument, KnowledgePassage } from '@baton/protocol';

/** Whose knowledge: every question asked of this module names both. */
export interface KnowledgeScope {
  workspaceId: string;
  aiAgentId: string;
}

export type DocumentInput =
  /** `name` identifies it: the same name again replaces. `example` marks the shipped help centre. */
  | {
      kind: 'file' | 'example';
      name: string;
      bytes: Uint8Array;
      mime?: string | undefined;
      url?: string | null | undefined;
    }
  /** A page or file of a website; `name` is its final address, which identifies it in its source. */
  | {
      kind: 'website';
      sourceId: string;
      name: string;
      bytes: Uint8Array;
      /** As the website declared it, charset included. */
      mime?: string | undefined;
      url: string;
    }
  /** Markdown or plain text typed in place; the title identifies it. */
  | { kind: 'text'; title: string; text: string; url?: string | null | undefined }
  /** The question identifies it. */
  | { kind: 'qa'; question: string; answer: string; url?: string | null | undefined };

export type RejectionCode =
  | 'too_large'
  | 'not_text'
  | 'unsupported_type'
  | 'bad_encoding'
  | 'empty'
  | 'bad_name'
  | 'encrypted'
  | 'no_text'
  | 'source_gone'
  | 'unreadable';

/** Why something was not taken in; `detail` is one plain sentence for whoever offered it. */
export interface Rejection {
  code: RejectionCode;
  detail: string;
}

export type AddResult =
  | { outcome: 'added' | 'replaced' | 'unchanged'; name: string; document: KnowledgeDocument }
  /** A table of questions and answers; each of its good rows is a document. */
  | { outcome: 'table'; name: string; rows: AddedRows }
  | ({ outcome: 'rejected'; name: string } & Rejection);

export interface DocumentView {
  document: KnowledgeDocument;
  /** The document as the AI sees it. */
  markdown: string;
  passages: KnowledgePassage[];
}

export interface DocumentList {
  documents: KnowledgeDocument[];
  /** Give it back to get the next page; null at the end. */
  nextPage: string | null;
}

export interface KnowledgeProgress {
  documents: number;
  processing: number;
  failed: number;
  passages: number;
  /** Passages that are found by meaning already, not by their words alone. */
  embedded: number;
}
