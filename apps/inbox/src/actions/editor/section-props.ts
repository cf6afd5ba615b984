/** What each part of an action's form is given. */
import type { ActionDraft } from '@baton/protocol';

export type FormProps = {
  draft: ActionDraft;
  change: (part: Partial<ActionDraft>) => void;
  /** Of the server, by path: "fields.1.name". */
  errors: Readonly<Record<string, string>>;
};

/** The first that is wrong at a path or inside it: where a part has no place of its own for it. */
export const errorWithin = (errors: FormProps['errors'], path: string): string | undefined =>
  errors[path] ?? Object.entries(errors).find(([at]) => at.startsWith(`${path}.`))?.[1];
