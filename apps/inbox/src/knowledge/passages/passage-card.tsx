import type { KnowledgePassage } from '@baton/protocol';
import { Eye, EyeOff, Pencil, Pin } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Chip } from '../../design/chip.tsx';
import { classNames } from '../../design/class-names.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Notice } from '../../design/notice.tsx';
import { Markdown } from '../../text/markdown.tsx';
import { DiffView } from '../history/diff-view.tsx';
import { PassageEditor } from './passage-editor.tsx';
import { PinnedQuestions } from './pinned-questions.tsx';
import { usePassage } from './use-passage.ts';

/** One passage: what the AI reads, and what a teammate made of it. */
export function PassageCard({
  documentId,
  documentTitle,
  passage,
  wanted,
  mayManage,
  writing,
  onWriting,
}: {
  documentId: string;
  documentTitle: string;
  passage: KnowledgePassage;
  wanted: boolean;
  mayManage: boolean;
  writing: boolean;
  onWriting: (on: boolean) => void;
}) {
  const { busy, change } = usePassage(documentId, passage);
  const [pinning, setPinning] = useState(false);
  const [comparing, setComparing] = useState(false);
  const { edited, excluded, outdated, originalText, text } = passage;
  const place = placeOf(passage, documentTitle);
  return (
    <article
      aria-label={place}
      aria-busy={busy || undefined}
      className={classNames(
        'rounded-lg border p-4',
        wanted ? 'border-accent' : 'border-line',
        excluded && 'border-dashed bg-canvas',
      )}
    >
      <header className="mb-1.5 flex min-h-7 items-start gap-3">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5 pt-0.5">
          <h2 className="mr-1 min-w-0 text-small font-medium break-words text-ink-soft">{place}</h2>
          {edited && <Chip tone="info">Edited</Chip>}
          {excluded && <Chip>Excluded</Chip>}
          {outdated && <Chip tone="warn">Original has changed</Chip>}
        </div>
        {mayManage && !writing && (
          <span className="-mt-0.5 -mr-1.5 flex">
            <IconButton label={`Edit “${place}”`} size="small" onClick={() => onWriting(true)}>
              <Pencil size={14} />
            </IconButton>
            <IconButton
              label={`Pin a question to “${place}”`}
              size="small"
              aria-pressed={pinning}
              onClick={() => setPinning(!pinning)}
            >
              <Pin size={14} />
            </IconButton>
            <IconButton
              label={excluded ? `Use “${place}” again` : `Exclude “${place}”`}
              size="small"
              onClick={() => change({ excluded: !excluded })}
            >
              {excluded ? <Eye size={14} /> : <EyeOff size={14} />}
            </IconButton>
          </span>
        )}
      </header>
      {writing ? (
        <PassageEditor
          passage={passage}
          busy={busy}
          onSave={(wording) => change({ text: wording }, () => onWriting(false))}
          onCancel={() => onWriting(false)}
        />
      ) : (
        <div className={classNames('text-read', excluded && 'text-ink-faint')}>
          <Markdown text={text} />
        </div>
      )}
      {excluded && (
        <p className="mt-3 flex flex-wrap items-center gap-x-2 text-small text-ink-soft">
          The AI neither finds nor quotes this.
          {mayManage && (
            <button
              type="button"
              onClick={() => change({ excluded: false })}
              className="rounded-sm font-medium text-accent-text underline-offset-2 hover:underline"
            >
              Undo
            </button>
          )}
        </p>
      )}
      {outdated && !writing && (
        <div className="mt-3">
          <Notice kind="warn">
            <p>The document has changed here since {edited ? 'this was edited' : 'then'}.</p>
            {mayManage && (
              <p className="mt-2 flex flex-wrap gap-2">
                {edited && (
                  <Button size="small" onClick={() => change({ text })}>
                    Keep our wording
                  </Button>
                )}
                {edited && (
                  <Button size="small" onClick={() => change({ text: null })}>
                    Take the document’s
                  </Button>
                )}
              </p>
            )}
          </Notice>
        </div>
      )}
      {edited && originalText !== null && !writing && (
        <div className="mt-3">
          <button
            type="button"
            aria-expanded={comparing}
            onClick={() => setComparing(!comparing)}
            className="rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
          >
            {comparing ? 'Hide what was edited' : 'What was edited'}
          </button>
          {comparing && (
            <div className="mt-2">
              <DiffView
                before={originalText}
                after={text}
                names={['In the document', 'Our wording']}
              />
            </div>
          )}
        </div>
      )}
      {(pinning || passage.pinnedQuestions.length > 0) && (
        <PinnedQuestions
          questions={passage.pinnedQuestions}
          busy={busy}
          mayManage={mayManage}
          adding={pinning}
          onAdding={setPinning}
          onQuestions={(pinnedQuestions, done) => change({ pinnedQuestions }, done)}
        />
      )}
      {passage.alsoUnder.length > 0 && (
        <p className="mt-3 text-small text-ink-faint">
          The same stands under {passage.alsoUnder.map((trail) => trail.join(' › ')).join('; ')}.
        </p>
      )}
    </article>
  );
}

/** Where in the document: its headings, without the title that the screen shows already. */
function placeOf({ trail, heading, position }: KnowledgePassage, title: string): string {
  const path = trail.at(-1) === heading || heading === '' ? trail : [...trail, heading];
  const below = path[0] === title ? path.slice(1) : path;
  return below.join(' › ') || (position === 0 ? 'Beginning' : (path.at(-1) ?? title));
}
