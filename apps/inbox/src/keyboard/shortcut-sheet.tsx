import { Dialog } from '../design/dialog.tsx';
import { KeysShown } from './keys-shown.tsx';
import { type Command, type CommandGroup, useCommands } from './use-command.ts';

const groups: readonly CommandGroup[] = ['Conversation', 'List', 'Go to', 'General'];

/** Every key that does something right now. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const withKeys = (group: CommandGroup) =>
    commands.filter(
      (one): one is Command & { keys: string } => one.group === group && Boolean(one.keys),
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keyboard shortcuts"
      description="What works on the screen you are on. Single keys can be switched off in your profile."
      width="wide"
    >
      <div className="gap-x-10 md:columns-2">
        {groups.map((group) => {
          const lines = withKeys(group);
          return (
            lines.length > 0 && (
              <section key={group} className="mb-5 break-inside-avoid">
                <h3 className="mb-1 text-small font-semibold text-ink-soft">{group}</h3>
                <dl>
                  {lines.map(({ label, keys }) => (
                    <div
                      key={`${keys} ${label}`}
                      className="flex h-8 items-center justify-between gap-4"
                    >
                      <dt className="text-base">{label}</dt>
                      <dd>
                        <KeysShown keys={keys} />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          );
        })}
      </div>
    </Dialog>
  );
}
