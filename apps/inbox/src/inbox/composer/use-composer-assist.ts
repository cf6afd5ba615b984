/**
 * AI drafts in the composer: asked for, watched, kept or undone. What the teammate wrote is in the
 * draft store all along and is replaced only by a draft that is whole, which can be undone.
 */
import { useState } from 'react';
import { asTyped } from '../../text/inline.ts';
import { useCommand } from '../../keyboard/use-command.ts';
import { type AssistTask, isUntouched, unsupportedIn } from './assist-state.ts';
import { readAssisted, setAssisted, useAssisted } from './assisted.ts';
import { type DraftKind, readDraft, setDraft, useDraft } from './drafts.ts';
import { rewriteNames } from './rewrite-names.ts';
import { useAssist } from './use-assist.ts';

export function useComposerAssist(
  conversationId: string,
  kind: DraftKind,
  openKind: (kind: DraftKind) => void,
) {
  const text = useDraft(conversationId, kind);
  const assisted = useAssisted(conversationId, kind);
  const [choosingLanguage, chooseLanguage] = useState(false);
  /** Where the draft goes: its teammate may look at the other tab meanwhile. */
  const [target, setTarget] = useState<DraftKind>('reply');
  const draft = useAssist(conversationId, (done) => {
    // A reply quotes documents, with their marks; a teammate types, and sends what they see.
    const made = done.task.kind === 'reply' ? asTyped(done.text) : done.text;
    const present = readDraft(conversationId, target);
    const earlier = readAssisted(conversationId, target);
    setAssisted(conversationId, target, {
      task: done.task.kind,
      // Of several drafts in a row the teammate's own words are what undo comes back to.
      before: isUntouched(earlier, present) ? earlier.before : present,
      text: made,
      sources: done.sources,
      unsupported: done.unsupported,
    });
    setDraft(conversationId, target, made);
  });
  const summary = useAssist(conversationId);
  const writing = draft.run.is === 'writing' && target === kind ? draft.run : null;
  const hasText = text.trim() !== '';

  const ask = (task: AssistTask) => {
    if (task.kind === 'summary') return summary.start(task);
    const into = task.kind === 'reply' ? 'reply' : kind;
    if (into !== kind) openKind(into);
    setTarget(into);
    draft.start(task);
  };
  const rewrite = (how: keyof typeof rewriteNames, language: string | null = null) =>
    ask({ kind: 'rewrite', how, text: text.trim(), language });
  const undo = () => {
    if (!assisted) return;
    setDraft(conversationId, kind, assisted.before);
    setAssisted(conversationId, kind, null);
  };

  const group = 'Conversation';
  const free = draft.run.is !== 'writing';
  useCommand({
    label: 'AI: suggest a reply',
    group,
    keys: 'mod+j',
    run: () => ask({ kind: 'reply' }),
    enabled: free,
  });
  useCommand({
    label: 'AI: summarise the conversation',
    group,
    run: () => ask({ kind: 'summary' }),
  });
  const mayRewrite = free && hasText;
  const offered = (how: keyof typeof rewriteNames) => ({
    label: `AI: ${rewriteNames[how].command}`,
    group: group as 'Conversation',
    run: () => rewrite(how),
    enabled: mayRewrite,
  });
  useCommand(offered('shorter'));
  useCommand(offered('friendlier'));
  useCommand(offered('more_formal'));
  useCommand(offered('fix_spelling'));
  useCommand(offered('translate'));
  useCommand({
    label: 'AI: translate into …',
    group,
    run: () => chooseLanguage(true),
    enabled: mayRewrite,
  });

  return {
    /** What the textarea shows: the draft as it comes, or the teammate's text. */
    shown: writing ? writing.text : text,
    writing,
    failed: draft.run.is === 'failed' && target === kind ? draft.run : null,
    free,
    /** Written by the AI and not changed by anybody yet. */
    untouched: isUntouched(assisted, text) ? assisted : null,
    unsupported: unsupportedIn(assisted, text),
    mayUndo: assisted !== undefined && text !== assisted.before,
    hasText,
    summary,
    choosingLanguage,
    chooseLanguage,
    ask,
    rewrite,
    undo,
    stop: draft.stop,
    /** The text was sent, or thrown away. */
    forget: () => setAssisted(conversationId, kind, null),
  };
}

export type ComposerAssist = ReturnType<typeof useComposerAssist>;
