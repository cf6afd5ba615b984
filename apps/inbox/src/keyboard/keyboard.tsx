import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useStore } from '../app/store.ts';
import { chooseTheme } from '../design/theme.ts';
import { inboxViews } from '../inbox/views/inbox-views.ts';
import { listenToKeys } from './listen.ts';
import { closePanel, openPalette, openPanel, openShortcuts } from './open-panels.ts';
import { useCommand } from './use-command.ts';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));
const ShortcutSheet = lazy(async () => ({
  default: (await import('./shortcut-sheet.tsx')).ShortcutSheet,
}));

/** The keyboard's side of the shell: the commands that exist everywhere, and the two panels. */
export function Keyboard() {
  const panel = useStore(openPanel);
  useEffect(listenToKeys, []);
  return (
    <>
      {inboxViews.map(({ view, name, key }) => (
        <GoTo key={view} name={name} keys={`g ${key}`} to="/inbox/$view" params={{ view }} />
      ))}
      <GoTo name="Knowledge" keys="g k" to="/knowledge" />
      <GoTo name="Decision" keys="g d" to="/decision/{-$section}" />
      <GoTo name="Actions" keys="g a" to="/actions" />
      <GoTo name="Settings" keys="g s" to="/settings/{-$section}" />
      <General />
      <Suspense>
        {panel === 'palette' && <CommandPalette onClose={closePanel} />}
        {panel === 'shortcuts' && <ShortcutSheet onClose={closePanel} />}
      </Suspense>
    </>
  );
}

function GoTo({
  name,
  keys,
  ...to
}: { name: string; keys: string } & (
  | { to: '/inbox/$view'; params: { view: string } }
  | { to: '/knowledge' | '/actions' | '/decision/{-$section}' | '/settings/{-$section}' }
)) {
  const navigate = useNavigate();
  useCommand({ label: `Go to ${name}`, group: 'Go to', keys, run: () => void navigate(to) });
  return null;
}

function General() {
  useCommand({
    label: 'Find or do …',
    group: 'General',
    keys: 'mod+k',
    keyOnly: true,
    run: openPalette,
  });
  useCommand({ label: 'Keyboard shortcuts', group: 'General', keys: '?', run: openShortcuts });
  useCommand({ label: 'Light theme', group: 'General', run: () => chooseTheme('light') });
  useCommand({ label: 'Dark theme', group: 'General', run: () => chooseTheme('dark') });
  useCommand({
    label: 'Theme like the system',
    group: 'General',
    run: () => chooseTheme('system'),
  });
  return null;
}
