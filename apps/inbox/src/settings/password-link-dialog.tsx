import type { Teammate } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { inWords } from '../api/request.ts';
import { makePasswordLink } from '../api/signing-in.ts';
import { useNow } from '../app/now.ts';
import { comingMoment } from '../app/times.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Notice } from '../design/notice.tsx';
import { InviteLink } from './invite-link.tsx';

/** A link for a teammate who forgot the password: made here, sent by you. */
export function PasswordLinkDialog({
  teammate: { id, name },
  open,
  onClose,
}: {
  teammate: Teammate;
  open: boolean;
  onClose: () => void;
}) {
  const now = useNow();
  const making = useMutation({ mutationFn: () => makePasswordLink(id) });
  const close = () => {
    making.reset();
    onClose();
  };
  const { data } = making;
  return (
    <Dialog
      open={open}
      onClose={close}
      title={`A new password for ${name}`}
      footer={
        data ? (
          <Button look="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button look="primary" busy={making.isPending} onClick={() => making.mutate()}>
              Create link
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4 text-base">
        {data ? (
          <>
            <InviteLink link={data.link} />
            <p className="text-ink-soft">
              It works until {comingMoment(data.expiresAt, now)}. Send it to {name} in a way that
              only they read.
            </p>
          </>
        ) : (
          <p className="text-pretty text-ink-soft">
            You get a link to send to {name} in your own way. It works once, for a day. They choose
            a password that you do not see, and are signed out everywhere; a second factor stays.
          </p>
        )}
        {making.error && <Notice kind="danger">{inWords(making.error)}</Notice>}
      </div>
    </Dialog>
  );
}
