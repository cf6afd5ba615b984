/** Something that happened rather than was said; what came of an action, with its words. */
import type { ContactEntry } from '@baton/protocol';
import { linkAddresses } from '../text/markdown-inline.ts';
import { t } from '../text/strings.ts';
import { timeOf } from './day-line.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Inlines } from './markdown-text.tsx';

type NoticeEntry = Extract<ContactEntry, { kind: 'notice' }>;

const icons: Readonly<Record<NoticeEntry['notice'], IconName>> = {
  waiting: 'person',
  joined: 'person',
  backToAi: 'spark',
  resolved: 'check',
  reopened: 'chat',
  actionRequested: 'person',
  actionDeclined: 'close',
  actionDone: 'check',
  actionFailed: 'alert',
};

export function Notice({ entry }: { entry: NoticeEntry }) {
  const line = (
    <p class="notice" data-notice={entry.notice} title={timeOf(entry.at)}>
      <Icon name={icons[entry.notice]} size={14} />
      <span dir="auto">{t(entry.notice, { name: entry.name ?? t('aPerson') })}</span>
    </p>
  );
  if (!entry.text) return line;
  return (
    <section class="outcome" data-outcome={entry.notice}>
      {line}
      <p class="written" dir="auto">
        <Inlines of={linkAddresses(entry.text)} />
      </p>
    </section>
  );
}
