import type { KnowledgeDocument } from '@baton/protocol';
import { useNow } from '../app/now.ts';
import { pastMoment } from '../app/times.ts';
import { Notice } from '../design/notice.tsx';

/** What one must know about a document before reading it. */
export function DocumentNotices({ document }: { document: KnowledgeDocument }) {
  const now = useNow();
  const { error, retiredAt, notes } = document;
  if (!error && !retiredAt && notes.length === 0) return null;
  return (
    <div className="mb-4 flex flex-col gap-2">
      {error && <Notice kind="danger">{error}</Notice>}
      {retiredAt && (
        <Notice kind="warn">
          Its page is gone, so the AI has not answered from it since {pastMoment(retiredAt, now)}.
          When the page comes back, so does this.
        </Notice>
      )}
      {notes.map((note) => (
        <Notice key={note} kind="info">
          {note}
        </Notice>
      ))}
    </div>
  );
}
