import { classNames } from './class-names.ts';

/** A key, as printed on the keyboard. */
export function Kbd({ children, inverse = false }: { children: string; inverse?: boolean }) {
  return (
    <kbd
      className={classNames(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 font-sans text-micro font-medium',
        inverse ? 'border-current/40' : 'border-line-strong bg-surface text-ink-soft',
      )}
    >
      {children}
    </kbd>
  );
}
