import { useMutation } from '@tanstack/react-query';
import { Download, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { exportContact } from '../../api/records.ts';
import { inWords } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { complain } from '../../design/toasts.ts';
import type { Somebody } from '../words.ts';
import { EraseDialog } from './erase-dialog.tsx';

/** Everything that is stored about a customer, as a file; or none of it any more. */
export function DataButtons({
  contact,
  of,
  onErased,
}: {
  contact: Somebody;
  /** Whose, in words: spoken where one of several is meant. */
  of?: string;
  onErased: () => void;
}) {
  const [erasing, setErasing] = useState(false);
  const exporting = useMutation({
    mutationFn: async () => save(contact.id, await exportContact(contact.id)),
    onError: (error) => complain(inWords(error)),
  });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          icon={<Download size={14} />}
          busy={exporting.isPending}
          aria-label={of && `Export data of ${of}`}
          onClick={() => exporting.mutate()}
        >
          Export data
        </Button>
        <Button
          size="small"
          look="danger"
          icon={<UserRoundX size={14} />}
          aria-label={of && `Erase customer ${of} …`}
          onClick={() => setErasing(true)}
        >
          Erase customer …
        </Button>
      </div>
      {erasing && (
        <EraseDialog contact={contact} onClose={() => setErasing(false)} onErased={onErased} />
      )}
    </>
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
