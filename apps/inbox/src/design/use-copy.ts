import { useEffect, useState } from 'react';

/** Copies, and says for two seconds that it did. Works without the clipboard API on plain http. */
export function useCopy() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return {
    copied,
    copy(text: string) {
      writeText(text).then(
        () => setCopied(true),
        () => setCopied(false),
      );
    },
  };
}

async function writeText(text: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.className = 'fixed opacity-0';
  document.body.append(area);
  area.select();
  // oxlint-disable-next-line typescript/no-deprecated -- the only way without https
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('copying was refused');
}
