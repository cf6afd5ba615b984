import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  width?: 'narrow' | 'medium' | 'wide';
  /** Buttons, at the bottom right. */
  footer?: ReactNode;
  children?: ReactNode;
};

const widths = { narrow: 'md:max-w-100', medium: 'md:max-w-136', wide: 'md:max-w-200' };

/** A question or a task over the page. On phones it rises from the bottom edge. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  width = 'medium',
  footer,
  children,
}: Props) {
  return (
    <Primitive.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Primitive.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classNames(
            'fixed z-40 flex max-h-[88dvh] w-full animate-rise flex-col bg-raised shadow-high outline-none',
            'max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-xl',
            'md:top-[10vh] md:left-1/2 md:max-h-[80vh] md:-translate-x-1/2 md:rounded-xl md:border md:border-line',
            widths[width],
          )}
        >
          <header className="pt-4 pr-14 pb-2 pl-5">
            <Primitive.Title className="text-lead font-semibold">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="mt-0.5 text-base text-ink-soft">
                {description}
              </Primitive.Description>
            )}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
          {/* Last, so that opening puts the focus on the task and not on the way out. */}
          <Primitive.Close
            aria-label="Close"
            className="absolute top-3 right-3 grid size-8 place-items-center rounded-md text-ink-soft hover:bg-hover hover:text-ink max-md:size-10"
          >
            <X size={16} />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
