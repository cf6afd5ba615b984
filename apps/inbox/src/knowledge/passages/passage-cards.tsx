import type { KnowledgeDocument, KnowledgePassage } from '@baton/protocol';
import { useEffect, useRef, useState } from 'react';
import { PassageCard } from './passage-card.tsx';

/** The pieces the AI searches and quotes, each to be mended in place. */
export function PassageCards({
  document,
  passages,
  first,
  edit,
  mayManage,
}: {
  document: KnowledgeDocument;
  passages: readonly KnowledgePassage[];
  /** The passage somebody came for: scrolled to, and set apart. */
  first: string | undefined;
  edit: boolean;
  mayManage: boolean;
}) {
  const wanted = useRef<HTMLLIElement>(null);
  useEffect(() => {
    wanted.current?.scrollIntoView({ block: 'center' });
  }, [first]);
  const [writing, setWriting] = useState<string | null>(edit && first ? first : null);
  if (passages.length === 0) return <p className="py-6 text-ink-soft">No passages yet.</p>;
  return (
    <ol className="flex flex-col gap-3">
      {passages.map((passage) => (
        <li
          key={passage.id}
          ref={passage.id === first ? wanted : undefined}
          className="scroll-my-6 rounded-lg"
        >
          <PassageCard
            documentId={document.id}
            documentTitle={document.title}
            passage={passage}
            wanted={passage.id === first}
            mayManage={mayManage}
            writing={writing === passage.id}
            onWriting={(on) => setWriting(on ? passage.id : null)}
          />
        </li>
      ))}
    </ol>
  );
}
