import {
  AlignLeft,
  Languages,
  MessageSquareReply,
  Minimize2,
  Smile,
  Sparkles,
  SpellCheck,
  Type,
} from 'lucide-react';
import type { RefObject } from 'react';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../design/menu.tsx';
import { isMac, printedKeys } from '../../keyboard/keys.ts';
import { rewriteNames } from './rewrite-names.ts';
import type { ComposerAssist } from './use-composer-assist.ts';

/** What the AI can write for a teammate: a reply, a summary, their own words said differently. */
export function AssistMenu({
  assist,
  area,
}: {
  assist: ComposerAssist;
  /** Where it is written: Esc stops it there. */
  area: RefObject<HTMLElement | null>;
}) {
  const { ask, rewrite, hasText, free } = assist;
  const keys = printedKeys('mod+j', isMac()).join(isMac() ? '' : ' ');
  return (
    <Menu
      align="start"
      goTo={area}
      trigger={
        <IconButton label="Write with AI" disabled={!free}>
          <Sparkles size={16} />
        </IconButton>
      }
    >
      <MenuItem
        icon={<MessageSquareReply size={15} />}
        shortcut={keys}
        onSelect={() => ask({ kind: 'reply' })}
      >
        Suggest a reply
      </MenuItem>
      <MenuItem icon={<AlignLeft size={15} />} onSelect={() => ask({ kind: 'summary' })}>
        Summarise the conversation
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>{hasText ? 'What you wrote' : 'What you wrote: nothing yet'}</MenuLabel>
      {items.map(({ how, Icon }) => (
        <MenuItem
          key={how}
          icon={<Icon size={15} />}
          disabled={!hasText}
          onSelect={() => rewrite(how)}
        >
          {rewriteNames[how].menu}
        </MenuItem>
      ))}
      <MenuItem
        icon={<Languages size={15} />}
        disabled={!hasText}
        onSelect={() => assist.chooseLanguage(true)}
      >
        Translate into …
      </MenuItem>
    </Menu>
  );
}

const items = [
  { how: 'shorter', Icon: Minimize2 },
  { how: 'friendlier', Icon: Smile },
  { how: 'more_formal', Icon: Type },
  { how: 'fix_spelling', Icon: SpellCheck },
  { how: 'translate', Icon: Languages },
] as const;
