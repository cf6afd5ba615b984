import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { tagsQuery } from '../../api/conversations.ts';
import { classNames } from '../../design/class-names.ts';
import { useCommand } from '../../keyboard/use-command.ts';
import { useConversationAction } from '../conversation-actions.ts';
import { takeTagsWish } from './focus-tags.ts';
import { tagChoices } from './tag-choices.ts';

/** Tags on, tags off; what the team already uses is offered first. */
export function TagEditor({
  conversationId,
  tags,
}: {
  conversationId: string;
  tags: readonly string[];
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const act = useConversationAction(conversationId);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const known = useQuery({ ...tagsQuery, enabled: open });
  const choices = tagChoices(known.data?.tags ?? [], tags, typed);
  useCommand({
    label: 'Add a tag',
    group: 'Conversation',
    keys: 't',
    run: () => field.current?.focus(),
  });
  useEffect(() => {
    if (takeTagsWish()) field.current?.focus();
  }, []);

  const add = (tag: string | undefined) => {
    if (!tag) return;
    act.mutate({ do: 'tag', tag });
    setTyped('');
    setActive(0);
  };

  return (
    <div className="flex flex-col gap-2">
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex h-6 max-w-full items-center gap-0.5 rounded-sm bg-sunken pl-2 text-small font-medium"
            >
              <span className="truncate">{tag}</span>
              <button
                type="button"
                aria-label={`Remove the tag ${tag}`}
                onClick={() => act.mutate({ do: 'untag', tag })}
                className="grid size-6 place-items-center rounded-sm text-ink-soft hover:text-ink"
              >
                <X size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="relative">
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label="Add a tag"
          aria-expanded={open && choices.length > 0}
          aria-controls={`${id}-choices`}
          aria-autocomplete="list"
          aria-activedescendant={open && choices[active] ? `${id}-${active}` : undefined}
          placeholder="Add a tag …"
          maxLength={40}
          value={typed}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setActive(Math.min(active + 1, choices.length - 1));
            else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
            else if (event.key === 'Enter') add(choices[active]?.tag);
            else if (event.key === 'Escape') field.current?.blur();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
          className="field"
        />
        <ul
          role="listbox"
          id={`${id}-choices`}
          aria-label="Tags"
          hidden={!open || choices.length === 0}
          className="absolute inset-x-0 top-full z-10 mt-1 max-h-52 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-high"
        >
          {choices.map((choice, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above has the keys
            <li
              key={choice.tag}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => add(choice.tag)}
              className={classNames(
                'flex h-8 items-center justify-between gap-2 rounded-sm px-2',
                index === active && 'bg-hover',
              )}
            >
              <span className="truncate">
                {choice.isNew ? `Create “${choice.tag}”` : choice.tag}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
