import { useState } from 'react';
import { Dialog } from '../../design/dialog.tsx';

const codes =
  'ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr uk ur vi zh'.split(
    ' ',
  );

const inOwnWords = (code: string) =>
  new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
const inEnglish = new Intl.DisplayNames(['en'], { type: 'language' });

const languages = codes
  .map((code) => ({ code, name: inEnglish.of(code) ?? code, own: inOwnWords(code) }))
  .sort((a, b) => a.name.localeCompare(b.name));

/** Into which language? Typing narrows it; Enter takes the first. */
export function LanguageDialog({
  onChoose,
  onClose,
}: {
  onChoose: (code: string) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLocaleLowerCase();
  const fitting = languages.filter(({ code, name, own }) =>
    [code, name, own].some((word) => word.toLocaleLowerCase().startsWith(wanted)),
  );
  return (
    <Dialog open onClose={onClose} title="Translate into" width="narrow">
      <input
        type="text"
        aria-label="Language"
        placeholder="German, Español, fr …"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          const [first] = fitting;
          if (event.key === 'Enter' && wanted !== '' && first) onChoose(first.code);
        }}
        className="field"
      />
      <ul className="-mx-2 mt-2 flex h-80 max-h-[50vh] flex-col overflow-y-auto">
        {fitting.map(({ code, name, own }) => (
          <li key={code}>
            <button
              type="button"
              onClick={() => onChoose(code)}
              className="flex h-9 w-full items-center gap-3 rounded-md px-2 text-left -outline-offset-2 hover:bg-hover max-md:h-11"
            >
              <span className="flex-1 font-medium">{name}</span>
              <span lang={code} className="text-small text-ink-soft">
                {own}
              </span>
            </button>
          </li>
        ))}
        {fitting.length === 0 && (
          <li className="px-2 py-4 text-ink-soft">No language like “{typed}”.</li>
        )}
      </ul>
    </Dialog>
  );
}
