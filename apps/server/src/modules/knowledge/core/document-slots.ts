// Which passage stands in which slot of the index, and which document it belongs to. A slot is never
// given out twice, so that what was found by its number stays what it was; removed passages leave
// holes until the index is loaded anew.

import type { IndexedDocument, IndexedPassage } from './indexed-document.ts';
import { samePassage, sameTexts } from './indexed-document.ts';
import type { Language } from './words/languages.ts';
import { grown } from './posting-lists.ts';

export interface DocumentEntry {
  id: string;
  /** What stands for it in `documentAt`. */
  number: number;
  title: string;
  url: string | null;
  language: Language;
  slots: number[];
}

const GONE = -1;

export class DocumentSlots {
  /** By slot, the number of its document. Another array once it has grown: read it anew each time. */
  documentAt = new Int32Array(256);
  /** By slot. */
  private readonly passages: (IndexedPassage | null)[] = [];
  private readonly documents = new Map<string, DocumentEntry>();
  /** By number; those that are gone leave a hole. */
  private readonly numbered: (DocumentEntry | undefined)[] = [];
  private readonly slotByPassage = new Map<string, number>();
  /** How many slots are holes. */
  private emptied = 0;

  /** Of all slots ever given out. */
  get count(): number {
    return this.passages.length;
  }

  get holes(): number {
    return this.emptied;
  }

  get documentCount(): number {
    return this.documents.size;
  }

  documentIds(): Iterable<string> {
    return this.documents.keys();
  }

  /** The document as it stands under its id, without passages yet. */
  open({ id, title, url }: IndexedDocument, language: Language): DocumentEntry {
    const entry = { id, number: this.numbered.length, title, url, language, slots: [] };
    this.documents.set(id, entry);
    this.numbered.push(entry);
    return entry;
  }

  /** Or another state of the document has taken its place. */
  stands(entry: DocumentEntry): boolean {
    return this.documents.get(entry.id) === entry;
  }

  add(document: DocumentEntry, passage: IndexedPassage): number {
    const slot = this.passages.length;
    this.passages.push({ ...passage, trail: this.shared(passage.trail) });
    if (slot >= this.documentAt.length) this.documentAt = grown(this.documentAt, slot + 1);
    this.documentAt[slot] = document.number;
    document.slots.push(slot);
    this.slotByPassage.set(passage.id, slot);
    return slot;
  }

  /** Its id is free again; its slots are still to be emptied, and then it is forgotten. */
  close(documentId: string): DocumentEntry | undefined {
    const document = this.documents.get(documentId);
    this.documents.delete(documentId);
    return document;
  }

  empty(slot: number): void {
    this.slotByPassage.delete(this.passageIdAt(slot));
    this.documentAt[slot] = GONE;
    this.passages[slot] = null;
    this.emptied += 1;
  }

  forget({ number }: DocumentEntry): void {
    this.numbered[number] = undefined;
  }

  slotOf(passageId: string): number | undefined {
    return this.slotByPassage.get(passageId);
  }

  passageAt(slot: number): IndexedPassage {
    return this.passages[slot] as IndexedPassage;
  }

  passageIdAt(slot: number): string {
    return this.passageAt(slot).id;
  }

  documentOf(slot: number): DocumentEntry {
    return this.numbered[this.documentAt[slot] as number] as DocumentEntry;
  }

  /** The passage itself, and what stands before and after it in its document. */
  *aroundPassage(passageId: string): Generator<string> {
    const slot = this.slotOf(passageId);
    if (slot === undefined) return;
    for (const at of [slot - 1, slot, slot + 1])
      if (at >= 0 && this.documentAt[at] === this.documentAt[slot] && this.passages[at])
        yield this.passageIdAt(at);
  }

  /** Word for word this state of the document. */
  holds(document: IndexedDocument): boolean {
    const held = this.documents.get(document.id);
    if (!held || held.title !== document.title || held.url !== document.url) return false;
    return (
      held.slots.length === document.passages.length &&
      held.slots.every((slot, i) =>
        samePassage(this.passageAt(slot), document.passages[i] as IndexedPassage),
      )
    );
  }

  /** Neighbours stand under the same headings: one array for all of them. */
  private shared(trail: string[]): string[] {
    const before = this.passages.at(-1)?.trail;
    return before && sameTexts(before, trail) ? before : trail;
  }
}
