/** Something that happened rather than was said. */
import type { ContactEntry } from '@baton/protocol';
import { t } from '../text/strings.ts';
import { timeOf } from './day-line.tsx';
import { Icon, type IconName } from './icons.tsx';

type NoticeEntry = Extract<ContactEntry, { kind: 'notice' }>;

const icons: Readonly<Record<NoticeEntry['notice'], IconName>> = {
  waiting: 'person',
  joined: 'person',
  backToAi: 'spark',
  resolved: 'check',
  reopened: 'chat',
};

export function Notice({ entry }: { entry: NoticeEntry }) {
  return (
    <p class="notice" data-notice={entry.notice} title={timeOf(entry.at)}>
      <Icon name={icons[entry.notice]} size={14} />
      <span dir="auto">{t(entry.notice, { name: entry.name ?? t('aPerson') })}</span>
    </p>
  );
}
