import { useNavigate } from '@tanstack/react-router';
import { Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useSession } from '../api/session.ts';
import { Avatar } from '../design/avatar.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../design/menu.tsx';
import { chooseTheme } from '../design/theme.ts';
import { openShortcuts } from '../keyboard/open-panels.ts';
import { useLiveStatus } from '../live/live-session.ts';
import { useSignOut } from './use-sign-out.ts';

/** Me: theme, profile, shortcuts, sign out. */
export function MeMenu() {
  const { teammate } = useSession();
  const live = useLiveStatus() === 'live';
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`${teammate.name}: your menu`}
          className="flex items-center gap-2.5 rounded-md p-1.5 text-left hover:bg-hover max-lg:justify-center"
        >
          <Avatar name={teammate.name} seed={teammate.id} size={26} online={live} />
          <span className="min-w-0 flex-1 truncate text-base font-medium max-lg:sr-only">
            {teammate.name}
          </span>
        </button>
      }
    >
      <MenuLabel>{teammate.email}</MenuLabel>
      <MenuItem
        icon={<UserRound size={15} />}
        onSelect={() =>
          void navigate({ to: '/settings/{-$section}', params: { section: 'profile' } })
        }
      >
        Profile and password
      </MenuItem>
      <MenuItem icon={<Keyboard size={15} />} shortcut="?" onSelect={openShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Sun size={15} />} onSelect={() => chooseTheme('light')}>
        Light
      </MenuItem>
      <MenuItem icon={<Moon size={15} />} onSelect={() => chooseTheme('dark')}>
        Dark
      </MenuItem>
      <MenuItem icon={<Monitor size={15} />} onSelect={() => chooseTheme('system')}>
        Like the system
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut size={15} />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
