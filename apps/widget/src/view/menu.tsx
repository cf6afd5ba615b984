/** A disclosure of a few actions: closes on a choice, on Escape and on a press elsewhere. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../text/strings.ts';
import { useEscape } from './escape.ts';
import { Icon, type IconName } from './icons.tsx';

export interface MenuItem {
  readonly icon: IconName;
  readonly label: string;
  readonly choose: () => void;
}

export function Menu({ items }: { items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  useEscape(menu, open ? close : null);
  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event: Event) => {
      if (menu.current && !event.composedPath().includes(menu.current)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [open]);

  return (
    <div class="menu" ref={menu}>
      <button
        ref={button}
        type="button"
        class="round"
        aria-label={t('menu')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <div class="menu-items">
          {items.map(({ icon, label, choose }) => (
            <button
              key={icon}
              type="button"
              class="menu-item"
              onClick={() => {
                close();
                choose();
              }}
            >
              <Icon name={icon} size={18} />
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
