import { Switch as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';

/** On or off, by itself; its label is spoken or stands beside it. */
export function Toggle({
  onChange,
  ...rest
}: Omit<ComponentProps<typeof Primitive.Root>, 'onChange' | 'onCheckedChange' | 'className'> & {
  onChange: (checked: boolean) => void;
}) {
  return (
    <Primitive.Root
      {...rest}
      onCheckedChange={onChange}
      className="relative h-5 w-9 shrink-0 rounded-full bg-field-line transition-colors data-[state=checked]:bg-accent disabled:opacity-50"
    >
      <Primitive.Thumb className="block size-4 translate-x-0.5 rounded-full bg-surface shadow-low transition-transform data-[state=checked]:translate-x-4.5" />
    </Primitive.Root>
  );
}
