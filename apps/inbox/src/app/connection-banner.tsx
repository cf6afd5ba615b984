import { CloudOff, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLiveStatus } from '../live/live-session.ts';

/** A blink of the network is nobody's business; a gap that lasts is. */
const PATIENCE_MS = 1500;

/** Says that the screen is not live, and that nothing is lost. */
export function ConnectionBanner() {
  const status = useLiveStatus();
  const away = status === 'offline' || status === 'reconnecting';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!away) return setShown(false);
    const timer = setTimeout(() => setShown(true), status === 'offline' ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away, status]);

  return (
    <div role="status">
      {shown && away && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-small font-medium text-warn-text">
          {status === 'offline' ? (
            <CloudOff size={14} aria-hidden className="shrink-0" />
          ) : (
            <RefreshCw size={14} aria-hidden className="shrink-0" />
          )}
          {status === 'offline'
            ? 'You are offline. What you write is kept and sent when you are back.'
            : 'Connection lost. Reconnecting; nothing will be missed.'}
        </p>
      )}
    </div>
  );
}
