import { useState } from 'react';
import { preferences } from '../app/preferences.ts';
import { useStore } from '../app/store.ts';
import { Switch } from '../design/switch.tsx';

const supported = typeof Notification !== 'undefined';

/** The browser's own notifications: asked for only when somebody switches them on. */
export function NotifySwitch() {
  const { notify } = useStore(preferences);
  const [permission, setPermission] = useState(supported ? Notification.permission : 'denied');
  const set = (on: boolean) => preferences.set((all) => ({ ...all, notify: on }));
  const change = async (on: boolean) => {
    if (!on) return set(false);
    const given = await Notification.requestPermission();
    setPermission(given);
    set(given === 'granted');
  };
  return (
    <Switch
      label="Notifications of the browser"
      hint={
        permission === 'denied'
          ? 'This browser does not allow them for Baton.'
          : 'While you look at something else.'
      }
      checked={notify && permission === 'granted'}
      disabled={permission === 'denied'}
      onChange={(on) => void change(on)}
    />
  );
}
