import type { DocumentPage } from '@baton/protocol';
import { Progress } from '../design/progress.tsx';

/** How much there is, and how much of it the AI has learned by meaning. */
export function KnowledgeTotals({ totals }: { totals: DocumentPage['totals'] }) {
  const { documents, passages, embedded, failed } = totals;
  const learning = embedded < passages;
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return (
    <div className="flex flex-col gap-1.5">
      <p role="status">
        {count(documents, 'document')}, {count(passages, 'passage')}
        {failed > 0 && <span className="text-danger-text">, {failed} failed</span>}
        {learning && (
          <>
            . Learning their meaning: {embedded} of {passages}; until then they are found by their
            words
          </>
        )}
        .
      </p>
      {learning && (
        <div className="max-w-72">
          <Progress value={embedded} max={passages} label="Passages learned" />
        </div>
      )}
    </div>
  );
}
