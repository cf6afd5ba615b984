import type { PolicyFinding } from '@baton/protocol';
import { CircleAlert, TriangleAlert } from 'lucide-react';

/** What the check says about the place it stands at. */
export function FindingList({ findings }: { findings: readonly PolicyFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {findings.map(({ severity, code, path, otherPath, message }) => (
        <li
          key={`${code} ${path} ${otherPath ?? ''}`}
          className={`flex items-start gap-1.5 text-small ${severity === 'error' ? 'text-danger-text' : 'text-warn-text'}`}
        >
          {severity === 'error' ? (
            <CircleAlert size={14} className="mt-px shrink-0" role="img" aria-label="Error:" />
          ) : (
            <TriangleAlert size={14} className="mt-px shrink-0" role="img" aria-label="Warning:" />
          )}
          <span className="min-w-0 break-words">{message}</span>
        </li>
      ))}
    </ul>
  );
}
