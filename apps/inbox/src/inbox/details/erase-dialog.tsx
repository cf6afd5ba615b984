import type { ContactHoldings } from '@baton/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { eraseContact, holdingsQuery } from '../../api/records.ts';
import { inWords } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { say } from '../../design/toasts.ts';
import { contactName, type Somebody } from '../words.ts';

/** Erasing a customer: what goes, and who it is typed once more, so that it is not somebody else. */
export function EraseDialog({
  contact,
  onClose,
  onErased,
}: {
  contact: Somebody;
  onClose: () => void;
  onErased: () => void;
}) {
  const [typed, setTyped] = useState('');
  const holdings = useQuery(holdingsQuery(contact.id));
  const erasing = useMutation({
    mutationFn: () => eraseContact(contact.id, typed),
    onSuccess() {
      onClose();
      say('The customer was erased.');
      onErased();
    },
  });
  const confirm = holdings.data?.confirm ?? null;
  const same = (text: string) => text.trim().normalize('NFC').toLowerCase();
  const isTyped = confirm !== null && same(typed) === same(confirm);

  return (
    <Dialog
      open
      onClose={onClose}
      width="narrow"
      title={`Erase ${contactName(contact)}?`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="danger"
            type="submit"
            form="erase-customer"
            disabled={!isTyped}
            busy={erasing.isPending}
          >
            Erase for good
          </Button>
        </>
      }
    >
      <form
        id="erase-customer"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isTyped && !erasing.isPending) erasing.mutate();
        }}
      >
        {holdings.isPending && <Skeleton className="h-24 w-full rounded-md" />}
        {holdings.isError && <Notice kind="danger">{inWords(holdings.error)}</Notice>}
        {holdings.data && (
          <>
            <p className="text-pretty text-ink-soft">{whatGoes(holdings.data.holds)}</p>
            <TextField
              label={`Type “${confirm}” to confirm`}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </>
        )}
        {erasing.isError && <Notice kind="danger">{inWords(erasing.error)}</Notice>}
      </form>
    </Dialog>
  );
}

function whatGoes({ conversations, unresolved, messages }: ContactHoldings['holds']): string {
  const many = (count: number, one: string) =>
    `${count.toLocaleString()} ${one}${count === 1 ? '' : 's'}`;
  const open =
    unresolved === 0
      ? ''
      : `, ${unresolved === conversations ? 'not' : `${unresolved} of them not`} resolved yet`;
  return (
    `${many(conversations, 'conversation')} with ${many(messages, 'message')}${open}, and everything else ` +
    'that is stored about them, will be gone at once, for everybody. This cannot be undone. ' +
    'The audit log keeps that it was done, without any of it.'
  );
}
