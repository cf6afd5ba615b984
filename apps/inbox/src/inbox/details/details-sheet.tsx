import type { ConversationOpened } from '@baton/protocol';
import { Dialog } from '../../design/dialog.tsx';
import { DetailsPanel } from './details-panel.tsx';

/** The details over the conversation, where there is no room beside it. */
export function DetailsSheet({
  detail,
  onClose,
}: {
  detail: ConversationOpened;
  onClose: () => void;
}) {
  return (
    <Dialog open onClose={onClose} title="Details" width="narrow">
      <div className="-mx-5 -mb-5">
        <DetailsPanel detail={detail} />
      </div>
    </Dialog>
  );
}
