import { CloudOff, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classNames } from '../design/class-names.ts';
import { useLiveStatus } from '../live/live-session.ts';

/** A blink of the network is nobody's business; a gap that lasts is. */
const PATIENCE_MS = 1500;

/**
 * Says that the screen is not live, and that nothing is lost. A card in the sidebar where there is
 * one, so that nothing moves; on phones a bar on top.
 */
export function ConnectionNotice({ as }: { as: 'card' | 'bar' }) {
  const status = useLiveStatus();
  const away = status === 'offline' || status === 'reconnecting';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!away) return setShown(false);
    const timer = setTimeout(() => setShown(true), status === 'offline' ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away, status]);
  const Icon = status === 'offline' ? CloudOff : RefreshCw;

  return (
    <div role="status" className={as === 'card' ? 'max-lg:hidden' : 'lg:hidden'}>
      {shown && away && (
        <p
          className={classNames(
            'flex gap-2 bg-warn-soft text-small font-medium text-warn-text',
            as === 'card'
              ? 'mb-2 animate-rise rounded-md p-2.5'
              : 'items-center justify-center px-4 py-1.5',
          )}
        >
          <Icon size={14} aria-hidden className="mt-px shrink-0" />
          {status === 'offline'
            ? 'You are offline. What you write is kept and sent when you are back.'
            : 'Connection lost. Reconnecting; nothing will be missed.'}
        </p>
      )}
    </div>
  );
}
