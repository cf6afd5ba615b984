import { Monitor, Moon, Sun } from 'lucide-react';
import { classNames } from '../design/class-names.ts';
import { chooseTheme, THEMES, useTheme } from '../design/theme.ts';

const words = {
  system: { name: 'Like the system', Icon: Monitor },
  light: { name: 'Light', Icon: Sun },
  dark: { name: 'Dark', Icon: Moon },
};

export function ThemeField() {
  const theme = useTheme();
  return (
    <fieldset>
      <legend className="mb-1.5 text-base font-medium">Theme</legend>
      <div className="flex flex-wrap gap-2">
        {THEMES.map((one) => {
          const { name, Icon } = words[one];
          return (
            <label
              key={one}
              className={classNames(
                'relative flex h-9 cursor-pointer items-center gap-2 rounded-md border px-3 font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus',
                theme === one
                  ? 'border-accent bg-selected text-ink'
                  : 'border-line-strong text-ink-soft hover:text-ink',
              )}
            >
              <input
                type="radio"
                name="theme"
                checked={theme === one}
                onChange={() => chooseTheme(one)}
                className="sr-only"
              />
              <Icon size={15} aria-hidden />
              {name}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
