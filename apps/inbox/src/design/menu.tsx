import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';

export function Menu({
  trigger,
  align = 'end',
  goTo,
  children,
}: {
  trigger: ReactElement;
  align?: 'start' | 'end';
  /** Where the focus goes as it closes, when that is not the trigger. */
  goTo?: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={6}
          collisionPadding={10}
          {...(goTo && {
            onCloseAutoFocus: (event: Event) => {
              event.preventDefault();
              goTo.current?.focus();
            },
          })}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-high outline-none"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function MenuItem({
  icon,
  shortcut,
  danger = false,
  disabled = false,
  className,
  onSelect,
  children,
}: {
  icon?: ReactNode;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  className?: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Primitive.Item
      disabled={disabled}
      onSelect={onSelect}
      className={classNames(
        'flex h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 text-base outline-none select-none max-md:h-10',
        'data-[disabled]:cursor-not-allowed data-[disabled]:opacity-45 data-[highlighted]:bg-hover',
        danger ? 'text-danger-text' : 'text-ink',
        className,
      )}
    >
      <span aria-hidden className="grid size-4 place-items-center text-ink-soft">
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </Primitive.Item>
  );
}

export const MenuSeparator = () => <Primitive.Separator className="mx-1 my-1 h-px bg-line" />;

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Primitive.Label className="px-2 pt-1.5 pb-1 text-small text-ink-soft">
    {children}
  </Primitive.Label>
);
