/** "Did this help?" under an answer from documents: two quiet thumbs that can be changed. */
import { useState } from 'preact/hooks';
import type { SayHelpful } from '../chat/helpful.ts';
import { t } from '../text/strings.ts';
import { Icon } from './icons.tsx';

interface HelpfulProps {
  answerId: string;
  said: boolean | undefined;
  onSay: SayHelpful;
}

export function Helpful({ answerId, said, onSay }: HelpfulProps) {
  const [failed, setFailed] = useState(false);
  const thumb = (up: boolean) => (
    <button
      type="button"
      aria-label={t(up ? 'helped' : 'didNotHelp')}
      aria-pressed={said === up}
      onClick={() => {
        setFailed(false);
        void onSay(answerId, said === up ? null : up).then((told) => setFailed(!told));
      }}
    >
      <Icon name="thumb" size={16} />
    </button>
  );
  return (
    <div class="helpful" role="group" aria-label={t('didItHelp')}>
      {thumb(true)}
      {thumb(false)}
      <span role="status">{failed && t('failed')}</span>
    </div>
  );
}
