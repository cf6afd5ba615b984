import type { KnowledgeSource } from '@baton/protocol';
import { Ellipsis, RefreshCw, Settings2, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../design/menu.tsx';
import { RemoveSourceDialog } from './remove-source-dialog.tsx';
import { SourceSettingsDialog } from './source-settings-dialog.tsx';
import { useReading } from './use-reading.ts';

/** What can be done to a source, from the list. */
export function SourceMenu({ source }: { source: KnowledgeSource }) {
  const [open, setOpen] = useState<'settings' | 'remove' | null>(null);
  const reading = useReading(source);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`Actions for ${source.name}`}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        {source.kind === 'website' && (
          <>
            {source.state === 'reading' ? (
              <MenuItem icon={<Square size={14} />} onSelect={reading.stop}>
                Stop reading
              </MenuItem>
            ) : (
              <MenuItem icon={<RefreshCw size={15} />} onSelect={reading.read}>
                {reading.readWords}
              </MenuItem>
            )}
            <MenuItem icon={<Settings2 size={15} />} onSelect={() => setOpen('settings')}>
              Settings
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        <MenuItem danger icon={<Trash2 size={15} />} onSelect={() => setOpen('remove')}>
          Remove
        </MenuItem>
      </Menu>
      {open === 'settings' && (
        <SourceSettingsDialog source={source} onClose={() => setOpen(null)} />
      )}
      {open === 'remove' && <RemoveSourceDialog source={source} onClose={() => setOpen(null)} />}
    </>
  );
}
