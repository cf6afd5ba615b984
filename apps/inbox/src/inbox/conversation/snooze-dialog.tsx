import { useState } from 'react';
import { comingMoment } from '../../app/times.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { snoozeChoices } from './snooze-moments.ts';

/** Out of sight until a moment; a message from the customer wakes it before. */
export function SnoozeDialog({
  onSnooze,
  onClose,
}: {
  onSnooze: (until: string) => void;
  onClose: () => void;
}) {
  const [now] = useState(() => new Date());
  const [custom, setCustom] = useState('');
  const chosen = custom === '' ? null : new Date(custom);
  const tooEarly = chosen !== null && chosen <= now;
  const snooze = (until: Date) => {
    onSnooze(until.toISOString());
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Snooze until"
      description="It comes back then, or as soon as the customer writes."
      width="narrow"
    >
      <ul className="-mx-2 flex flex-col gap-px">
        {snoozeChoices(now).map(({ label, until }) => (
          <li key={label}>
            <button
              type="button"
              onClick={() => snooze(until)}
              className="flex h-9 w-full items-center justify-between gap-4 rounded-md px-2 text-left hover:bg-hover max-md:h-11"
            >
              <span className="font-medium">{label}</span>
              <span className="text-small text-ink-faint">
                {comingMoment(until.toISOString(), now.getTime())}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="mt-4 flex items-end gap-2 border-t border-line pt-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen && !tooEarly) snooze(chosen);
        }}
      >
        <div className="flex-1">
          <TextField
            label="Another time"
            type="datetime-local"
            value={custom}
            onChange={(event) => setCustom(event.target.value)}
            error={tooEarly ? 'Choose a moment in the future.' : null}
          />
        </div>
        <Button type="submit" disabled={!chosen || tooEarly}>
          Snooze
        </Button>
      </form>
    </Dialog>
  );
}
