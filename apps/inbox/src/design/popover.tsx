import { Popover as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { classNames } from './class-names.ts';

type Props = {
  trigger: ReactElement;
  /** Spoken name of what opens. */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: 'top' | 'bottom' | 'left' | 'right';
  align?: 'start' | 'center' | 'end';
  /** What it opens beside, when that is not the trigger. */
  beside?: RefObject<HTMLElement | null>;
  className?: string;
  children: ReactNode;
};

export function Popover({
  trigger,
  label,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'start',
  beside,
  className,
  children,
}: Props) {
  return (
    <Primitive.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      {beside && <Primitive.Anchor virtualRef={beside} />}
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={10}
          className={classNames(
            'z-50 max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-20px)] animate-rise overflow-y-auto rounded-lg border border-line bg-raised shadow-high outline-none',
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
