import type { PolicyTag } from '@baton/protocol';
import { Plus, Tags, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { TextAreaField } from '../design/field.tsx';
import { say } from '../design/toasts.ts';
import { FindingList } from './finding-list.tsx';
import { findingsAt, findingsBeside, findingsIn } from './findings.ts';
import { PhrasesField } from './phrases-field.tsx';
import { counted } from './policy-words.ts';
import { RuleRow } from './rule-row.tsx';
import type { SectionProps } from './section-props.ts';
import { Likeness } from './topic-editor.tsx';

const LONGEST = 40;

/** Tags that conversations get by themselves, each known by what it is about. */
export function TagsSection({ document: { tags }, findings, mayManage, change }: SectionProps) {
  const [open, setOpen] = useState<string | null>(null);
  const setTags = (update: (tags: readonly PolicyTag[]) => PolicyTag[]) =>
    change((now) => ({ ...now, tags: update(now.tags) }));
  const patch = (tag: string, part: Partial<PolicyTag>) =>
    setTags((now) => now.map((one) => (one.tag === tag ? { ...one, ...part } : one)));
  const remove = (rule: PolicyTag, index: number) => {
    setTags((now) => now.filter(({ tag }) => tag !== rule.tag));
    say(`Removed the tag “${rule.tag}”.`, {
      action: { label: 'Undo', run: () => setTags((now) => now.toSpliced(index, 0, rule)) },
    });
  };
  return (
    <>
      <FindingList findings={findingsAt(findings, 'tags')} />
      {mayManage && (
        <NewTag
          taken={tags.map(({ tag }) => tag)}
          onAdd={(tag) => {
            setTags((now) => [
              ...now,
              { tag, enabled: true, description: '', examples: [], threshold: null },
            ]);
            setOpen(tag);
          }}
        />
      )}
      {tags.length === 0 ? (
        <EmptyState icon={<Tags size={20} />} title="No automatic tags yet">
          Name a tag and say what it is about. From then on conversations get it by themselves,
          whoever answers them.
        </EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <ul aria-label="automatic tags">
            {tags.map((rule, index) => {
              const path = `tags.${index}`;
              const inside = findingsIn(findings, path);
              const errors = inside.filter(({ severity }) => severity === 'error').length;
              return (
                <RuleRow
                  key={rule.tag}
                  name={rule.tag}
                  about={rule.description || counted(rule.examples.length, 'example phrase')}
                  chips={null}
                  errors={errors}
                  warnings={inside.length - errors}
                  enabled={rule.enabled}
                  open={open === rule.tag}
                  mayManage={mayManage}
                  onToggle={(enabled) => patch(rule.tag, { enabled })}
                  onOpen={(opened) => setOpen(opened ? rule.tag : null)}
                >
                  <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-5">
                    <FindingList findings={findingsBeside(findings, path, ['examples'])} />
                    <TextAreaField
                      label="What it is about"
                      rows={2}
                      maxLength={300}
                      placeholder="Questions about where a parcel is and when it arrives."
                      value={rule.description}
                      onChange={(event) => patch(rule.tag, { description: event.target.value })}
                    />
                    <PhrasesField
                      label="How customers say it (optional)"
                      hint="Phrases make the tag surer."
                      phrases={rule.examples}
                      findings={findings}
                      path={`${path}.examples`}
                      disabled={!mayManage}
                      onChange={(examples) => patch(rule.tag, { examples })}
                    />
                    <Likeness
                      threshold={rule.threshold}
                      mayManage={mayManage}
                      onChange={(threshold) => patch(rule.tag, { threshold })}
                    />
                    {mayManage && (
                      <Button
                        size="small"
                        look="danger"
                        icon={<Trash2 size={14} />}
                        onClick={() => remove(rule, index)}
                        className="self-start"
                      >
                        Remove
                      </Button>
                    )}
                  </fieldset>
                </RuleRow>
              );
            })}
          </ul>
        </Card>
      )}
    </>
  );
}

/** A tag begins with its name: the rest can come later. */
function NewTag({ taken, onAdd }: { taken: readonly string[]; onAdd: (tag: string) => void }) {
  const [name, setName] = useState('');
  const tag = name.trim().toLowerCase();
  const there = taken.includes(tag);
  return (
    <form
      className="mb-4 flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (tag === '' || there) return;
        onAdd(tag);
        setName('');
      }}
    >
      <input
        type="text"
        aria-label="New tag"
        aria-invalid={there || undefined}
        placeholder="New tag, for example “delivery”"
        value={name}
        maxLength={LONGEST}
        onChange={(event) => setName(event.target.value)}
        className="field max-w-72"
      />
      <Button type="submit" icon={<Plus size={15} />} disabled={tag === '' || there}>
        Add a tag
      </Button>
      {there && <p className="text-small text-danger-text">This tag is there already.</p>}
    </form>
  );
}
