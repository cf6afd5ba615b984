import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

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
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-lead font-semibold">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="mt-0.5 text-base text-ink-soft">
                  {description}
                </Primitive.Description>
              )}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close" shortcut="Esc" className="-mt-1 -mr-2">
                <X size={16} />
              </IconButton>
            </Primitive.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
