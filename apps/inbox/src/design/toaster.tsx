import { CircleAlert, X } from 'lucide-react';
import { dismissToast, useToasts } from './toasts.ts';

/** Where toasts appear: above everything, out of the composer's way, spoken politely. */
export function Toaster() {
  const toasts = useToasts();
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex flex-col items-center gap-2 px-4 md:bottom-6"
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-lg animate-rise items-center gap-3 rounded-lg bg-ink py-2 pr-2 pl-3.5 text-base text-surface shadow-high"
        >
          {toast.kind === 'danger' && <CircleAlert size={16} aria-hidden className="shrink-0" />}
          <span className="min-w-0 break-words">{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              className="rounded-sm px-2 py-1 font-semibold underline underline-offset-2"
              onClick={() => {
                toast.action?.run();
                dismissToast(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            aria-label="Dismiss"
            className="grid size-7 place-items-center rounded-sm opacity-70 hover:opacity-100"
            onClick={() => dismissToast(toast.id)}
          >
            <X size={14} />
          </button>
        </div>
      ))}
    </section>
  );
}
