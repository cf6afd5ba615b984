import { LogOut } from 'lucide-react';
import { useMe } from '../api/session.ts';
import { preferences } from '../app/preferences.ts';
import { useStore } from '../app/store.ts';
import { useSignOut } from '../app/use-sign-out.ts';
import { Avatar } from '../design/avatar.tsx';
import { Button } from '../design/button.tsx';
import { Switch } from '../design/switch.tsx';
import { chime } from '../inbox/alerts/chime.ts';
import { MailCard } from './notifications/mail-card.tsx';
import { NotifySwitch } from './notify-switch.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { roleWords } from './role-words.ts';
import { SettingsCard } from './settings-card.tsx';
import { ThemeField } from './theme-field.tsx';

/** Me: how this computer tells me things, looks, and lets me in. */
export function ProfileSection() {
  const me = useMe();
  const { sound, singleKeys } = useStore(preferences);
  const signOut = useSignOut();
  return (
    <>
      <SettingsCard title="You">
        <div className="flex items-center gap-4">
          <Avatar name={me.name} seed={me.id} size={44} />
          <div className="min-w-0 flex-1">
            <p className="truncate text-read font-semibold">{me.name}</p>
            <p className="truncate text-ink-soft">
              {me.email} · {roleWords[me.role]}
            </p>
          </div>
          <Button icon={<LogOut size={15} />} onClick={signOut}>
            Sign out
          </Button>
        </div>
      </SettingsCard>
      <SettingsCard title="When a conversation starts to wait">
        <Switch
          label="Sound"
          hint="Two soft tones."
          checked={sound}
          onChange={(on) => {
            preferences.set((all) => ({ ...all, sound: on }));
            if (on) chime();
          }}
        />
        <NotifySwitch />
      </SettingsCard>
      <MailCard />
      <SettingsCard title="Look and keys">
        <ThemeField />
        <Switch
          label="Single-key shortcuts"
          hint="J, K, C and the like. Switch off if you dictate or press keys by accident."
          checked={singleKeys}
          onChange={(on) => preferences.set((all) => ({ ...all, singleKeys: on }))}
        />
      </SettingsCard>
      <PasswordCard />
      <SecondFactorCard />
      <SessionsCard />
    </>
  );
}
