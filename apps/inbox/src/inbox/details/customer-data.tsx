import type { ConversationSummary } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { Download, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { exportContact } from '../../api/records.ts';
import { inWords } from '../../api/request.ts';
import { useMayManage } from '../../api/session.ts';
import { Button } from '../../design/button.tsx';
import { complain } from '../../design/toasts.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { Section } from './section.tsx';

/** Everything that is stored about the customer, as a file; or none of it any more. */
export function CustomerData({ contact }: { contact: ConversationSummary['contact'] }) {
  const mayManage = useMayManage();
  const [erasing, setErasing] = useState(false);
  const exporting = useMutation({
    mutationFn: async () => save(contact.id, await exportContact(contact.id)),
    onError: (error) => complain(inWords(error)),
  });
  if (!mayManage) return null;
  return (
    <Section title="Their data">
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          icon={<Download size={14} />}
          busy={exporting.isPending}
          onClick={() => exporting.mutate()}
        >
          Export data
        </Button>
        <Button
          size="small"
          look="danger"
          icon={<UserRoundX size={14} />}
          onClick={() => setErasing(true)}
        >
          Erase customer …
        </Button>
      </div>
      {erasing && <EraseDialog contact={contact} onClose={() => setErasing(false)} />}
    </Section>
  );
}

function save(contactId: string, data: object) {
  const text = JSON.stringify(data, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `customer-${contactId}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
