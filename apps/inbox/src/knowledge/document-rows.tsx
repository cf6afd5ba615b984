import type { KnowledgeDocument } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { When } from '../app/when.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { DocumentState } from './document-state.tsx';
import { kinds } from './kinds.ts';

/** The documents: what, since when, and whether the AI knows it. A table that folds on phones. */
export function DocumentRows({
  documents,
  onRemove,
}: {
  documents: readonly KnowledgeDocument[];
  /** Null: this teammate may look, not change. */
  onRemove: ((document: KnowledgeDocument) => void) | null;
}) {
  return (
    <table className="w-full text-left text-base">
      <thead className="max-md:sr-only">
        <tr className="border-b border-line text-small text-ink-soft">
          <th className="py-2 pr-3 font-medium">Document</th>
          <th className="w-20 px-3 py-2 text-right font-medium">Passages</th>
          <th className="w-36 px-3 py-2 font-medium">State</th>
          <th className="w-24 px-3 py-2 font-medium">Changed</th>
          <th className="w-8 py-2">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => {
          const { words, Icon } = kinds[document.kind];
          return (
            <tr
              key={document.id}
              className="group border-b border-line max-md:flex max-md:flex-wrap max-md:items-center max-md:py-2"
            >
              <td className="max-w-0 py-2.5 pr-3 max-md:w-full max-md:max-w-full max-md:py-0 max-md:pr-0">
                <div className="flex items-center gap-3">
                  <span title={words} className="text-ink-faint">
                    <Icon size={16} aria-label={words} role="img" />
                  </span>
                  <div className="min-w-0 flex-1">
                    <Link
                      to="/knowledge/$documentId"
                      params={{ documentId: document.id }}
                      className="block truncate font-medium hover:underline"
                    >
                      {document.title}
                    </Link>
                    {document.error ? (
                      <p className="text-small text-danger-text">{document.error}</p>
                    ) : (
                      document.name && (
                        <p className="truncate text-small text-ink-faint">{document.name}</p>
                      )
                    )}
                  </div>
                </div>
              </td>
              <td className="px-3 text-right text-ink-soft tabular-nums max-md:hidden">
                {document.passageCount}
              </td>
              <td className="px-3 max-md:flex-1 max-md:pl-7">
                <DocumentState document={document} />
              </td>
              <td className="px-3 text-small text-ink-soft">
                <When at={document.updatedAt} />
              </td>
              <td className="text-right">
                {onRemove && (
                  <IconButton
                    label={`Remove ${document.title}`}
                    size="small"
                    onClick={() => onRemove(document)}
                  >
                    <Trash2 size={15} />
                  </IconButton>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
