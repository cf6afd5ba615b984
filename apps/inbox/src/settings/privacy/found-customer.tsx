import type { FoundContact } from '@baton/protocol';
import { useNow } from '../../app/now.ts';
import { pastMoment } from '../../app/times.ts';
import { DataButtons } from '../../inbox/details/data-buttons.tsx';
import { contactName } from '../../inbox/words.ts';

/** One whom the search found: enough to tell them from others of that name. */
export function FoundCustomer({
  contact,
  onErased,
}: {
  contact: FoundContact;
  onErased: () => void;
}) {
  const { name, email, externalId, conversations, lastSeenAt } = contact;
  const now = useNow();
  const who = contactName(contact);
  const also = [name !== null && email, externalId !== null && `id ${externalId}`].filter(Boolean);
  return (
    <li className="flex items-center justify-between gap-x-6 gap-y-2.5 border-line py-3 not-last:border-b last:pb-0 max-sm:flex-col max-sm:items-start">
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{who}</p>
        {also.length > 0 && <p className="text-small break-words">{also.join(' · ')}</p>}
        <p className="text-small text-ink-soft">
          {conversations === 0
            ? 'No conversations'
            : `${conversations.toLocaleString()} conversation${conversations === 1 ? '' : 's'}`}
          , last seen {pastMoment(lastSeenAt, now)}
        </p>
      </div>
      <DataButtons contact={contact} of={who} onErased={onErased} />
    </li>
  );
}
