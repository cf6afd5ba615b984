// The module's service as others see it.

import type { Retrieval } from './core/retrieval.ts';
import type {
  AddResult,
  DocumentInput,
  DocumentPage,
  DocumentView,
  KnowledgeProgress,
  KnowledgeScope,
} from './documents.ts';

export interface Knowledge {
  /** One result per input, in order. Good inputs are kept whatever happens to the others. */
  addDocuments(scope: KnowledgeScope, inputs: DocumentInput[]): Promise<AddResult[]>;
  /** Newest first. `limit` is capped at 200. */
  listDocuments(
    scope: KnowledgeScope,
    page?: { limit?: number; cursor?: string | undefined },
  ): Promise<DocumentPage>;
  getDocument(scope: KnowledgeScope, documentId: string): Promise<DocumentView | null>;
  /** False when there was no such document. */
  removeDocument(scope: KnowledgeScope, documentId: string): Promise<boolean>;
  retrieve(
    scope: KnowledgeScope,
    question: string,
    options?: { limit?: number },
  ): Promise<Retrieval>;
  progress(scope: KnowledgeScope): Promise<KnowledgeProgress>;
  close(): Promise<void>;
}
