import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

const looks = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
  secondary: 'bg-surface text-ink border border-line-strong hover:bg-hover hover:border-field-line',
  quiet: 'text-ink-soft hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-danger-text border border-line-strong hover:bg-danger-soft',
} as const;

const sizes = {
  small: 'h-7 px-2.5 text-small gap-1.5 rounded-md',
  medium: 'h-8.5 px-3 text-base gap-2 rounded-md max-md:h-10.5 max-md:px-4',
  large: 'h-10 px-4 text-read gap-2 rounded-md',
} as const;

export type ButtonProps = ComponentProps<'button'> & {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  /** Shows that the action runs, and takes no second click. The width stays. */
  busy?: boolean;
  icon?: ReactNode;
};

export function Button({
  look = 'secondary',
  size = 'medium',
  busy = false,
  icon,
  className,
  children,
  type = 'button',
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      // oxlint-disable-next-line react/button-has-type -- "button" unless the caller says submit
      type={type}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap select-none',
        'transition-colors duration-100 disabled:opacity-50 disabled:pointer-events-none',
        sizes[size],
        looks[look],
        className,
      )}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
