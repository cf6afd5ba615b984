import type { FoundContacts } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { foundContactsQuery } from '../../api/records.ts';
import { inWords } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { Loading } from '../../design/loading.tsx';
import { Notice } from '../../design/notice.tsx';
import { FoundCustomer } from './found-customer.tsx';

const LONGEST = 200;

/** Whoever asks what is known about them, or to be forgotten: also when no conversation is left. */
export function FindCustomer() {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const found = useQuery({ ...foundContactsQuery(asked), enabled: asked !== '' });
  return (
    <div className="flex flex-col gap-4">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const query = typed.trim();
          if (query !== '' && query === asked) void found.refetch();
          setAsked(query);
        }}
      >
        <Field
          label="Find a customer"
          hint="By a part of their name or e-mail address, or by your website’s own id, in full."
        >
          {(control) => (
            <div className="flex max-w-120 gap-2">
              <input
                {...control}
                type="search"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={LONGEST}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                className="field min-w-0 flex-1"
              />
              <Button
                type="submit"
                icon={<Search size={15} />}
                disabled={typed.trim() === ''}
                busy={found.isFetching}
              >
                Find
              </Button>
            </div>
          )}
        </Field>
      </form>
      {asked !== '' && found.isPending && <Loading what="customers" blocks={['h-16 rounded-md']} />}
      {found.isError && <Notice kind="danger">{inWords(found.error)}</Notice>}
      {asked !== '' && found.data && (
        <>
          <p role="status" className="text-small text-pretty text-ink-soft">
            {inAllWords(found.data, asked)}
          </p>
          {found.data.contacts.length > 0 && (
            <ul aria-label="Customers" className="flex flex-col border-t border-line">
              {found.data.contacts.map((contact) => (
                <FoundCustomer
                  key={contact.id}
                  contact={contact}
                  onErased={() => void found.refetch()}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}

function inAllWords({ contacts, more }: FoundContacts, asked: string): string {
  if (contacts.length === 0) return `Nothing is stored about anybody by “${asked}”.`;
  if (more) return `The first ${contacts.length}. There are more: say more of whom you mean.`;
  return contacts.length === 1 ? 'One customer.' : `${contacts.length} customers.`;
}
