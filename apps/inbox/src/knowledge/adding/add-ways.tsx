import type { KnowledgeSource } from '@baton/protocol';
import { useState } from 'react';
import { fieldErrors, inWords } from '../../api/request.ts';
import { Notice } from '../../design/notice.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { WebsiteForm } from '../sources/website-form.tsx';
import { AddResults } from './add-results.tsx';
import { DropZone } from './drop-zone.tsx';
import { QaForm } from './qa-form.tsx';
import { TextForm } from './text-form.tsx';
import type { useAddDocuments } from './use-add-documents.ts';

export type Way = 'website' | 'files' | 'text' | 'qa';

/** The ways in: a website, files, pasted text, a question with its answer; and what came of them. */
export function AddWays({
  aiAgentId,
  first = 'website',
  eager = false,
  adding,
  onWebsite,
}: {
  aiAgentId: string;
  first?: Way;
  /** Somebody came to write: begin in the field. */
  eager?: boolean;
  adding: ReturnType<typeof useAddDocuments>;
  /** A website is being read: to stay where one is, instead of watching it. */
  onWebsite?: (source: KnowledgeSource) => void;
}) {
  const [way, setWay] = useState<Way>(first);
  const [switched, setSwitched] = useState(false);
  const { typed, upload, results, left, added } = adding;
  const errors = fieldErrors(typed.error);
  const problem = typed.error && Object.keys(errors).length === 0 ? inWords(typed.error) : null;
  // Added: an empty form for the next one.
  const form = {
    key: `${way} ${added}`,
    busy: typed.isPending,
    errors,
    onAdd: typed.mutate,
  };
  const { key, ...rest } = form;
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        label="Add by"
        value={way}
        onChange={(next) => {
          setSwitched(true);
          setWay(next);
        }}
        tabs={[
          {
            value: 'website',
            label: 'Website',
            content: (
              <WebsiteForm aiAgentId={aiAgentId} eager={eager && !switched} onAdded={onWebsite} />
            ),
          },
          {
            value: 'files',
            label: 'Files',
            content: <DropZone onFiles={upload.mutate} busy={upload.isPending} />,
          },
          { value: 'text', label: 'Text', content: <TextForm key={key} {...rest} /> },
          { value: 'qa', label: 'Q&A', content: <QaForm key={key} {...rest} /> },
        ]}
      />
      {problem && <Notice kind="danger">{problem}</Notice>}
      <AddResults results={results} left={left} />
    </div>
  );
}
