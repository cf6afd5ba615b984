import { Kbd } from '../design/kbd.tsx';
import { isMac, printedKeys } from './keys.ts';

/** A command's keys, printed. */
export function KeysShown({ keys }: { keys: string }) {
  const mac = isMac();
  return (
    <span className="flex gap-1">
      {printedKeys(keys, mac).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
