// What goes into the knowledge module and what its lists show.

/** Whose knowledge: every question asked of this module names both. */
export interface KnowledgeScope {
  workspaceId: string;
  aiAgentId: string;
}

export type SourceKind = 'file' | 'text' | 'qa' | 'example';

export type DocumentInput =
  /** `name` identifies it: the same name again replaces. `example` marks the shipped help centre. */
  | {
      kind: 'file' | 'example';
      name: string;
      bytes: Uint8Array;
      mime?: string | undefined;
      url?: string | undefined;
    }
  /** Markdown or plain text typed in place; the title identifies it. */
  | { kind: 'text'; title: string; text: string; url?: string | undefined }
  /** The question identifies it. */
  | { kind: 'qa'; question: string; answer: string; url?: string | undefined };

export type RejectionCode =
  | 'too_large'
  | 'not_text'
  | 'unsupported_type'
  | 'bad_encoding'
  | 'empty'
  | 'bad_name';

export type AddResult =
  | { outcome: 'added' | 'replaced' | 'unchanged'; name: string; documentId: string }
  | { outcome: 'rejected'; name: string; code: RejectionCode; detail: string };

/** `processing`: found by its words already, not yet by meaning. */
export type DocumentState = 'processing' | 'ready' | 'failed';

export interface DocumentSummary {
  id: string;
  aiAgentId: string;
  sourceKind: SourceKind;
  name: string;
  title: string;
  url: string | null;
  state: DocumentState;
  /** In plain words, for the owner; null when all is well. */
  error: string | null;
  bytes: number;
  passageCount: number;
  embeddedCount: number;
  createdAt: string;
  updatedAt: string;
}

export interface PassageView {
  id: string;
  position: number;
  trail: string[];
  heading: string;
  text: string;
  embedded: boolean;
}

export interface DocumentView extends DocumentSummary {
  /** The document as the AI sees it. */
  markdown: string;
  passages: PassageView[];
}

export interface DocumentPage {
  documents: DocumentSummary[];
  total: number;
  /** Give it back to get the next page; null at the end. */
  nextCursor: string | null;
}

export interface KnowledgeProgress {
  documents: number;
  processing: number;
  failed: number;
  passages: number;
  embedded: number;
}
