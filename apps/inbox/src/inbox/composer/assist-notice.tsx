import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useMayManage } from '../../api/session.ts';
import { IconButton } from '../../design/icon-button.tsx';
import type { AssistRun } from './assist-state.ts';

/** Why there is no draft. What the teammate had written is still there. */
export function AssistNotice({
  failed,
  onDismiss,
}: {
  failed: Extract<AssistRun, { is: 'failed' }>;
  onDismiss: () => void;
}) {
  const mayManage = useMayManage();
  const needsModel = failed.code === 'needs_model';
  return (
    <div
      role="alert"
      className="mx-3 mb-1 flex items-start gap-2 rounded-md bg-info-soft py-1.5 pr-1 pl-2.5 text-small text-info-text"
    >
      <p className="min-w-0 flex-1 py-0.5 text-pretty">
        {needsModel
          ? 'To write this, Baton needs a language model; without one it only quotes your documents. '
          : `${failed.words} `}
        {needsModel &&
          (mayManage ? (
            <Link
              to="/settings/{-$section}"
              params={{ section: 'model' }}
              className="font-medium underline underline-offset-2"
            >
              Choose one in Settings › Language model
            </Link>
          ) : (
            'An owner or admin can choose one in Settings › Language model.'
          ))}
      </p>
      <IconButton label="Put this away" size="small" onClick={onDismiss}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
