import type { PolicyFinding, PolicyGuideline, PolicyTopic } from '@baton/protocol';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { Chip } from '../design/chip.tsx';
import { say } from '../design/toasts.ts';
import { RuleFinder } from './rule-finder.tsx';
import { findingsIn } from './findings.ts';
import { counted, priorityWords, ruleOutcomeWords } from './policy-words.ts';
import { RuleRow } from './rule-row.tsx';
import { fitting, freeId, PAGE } from './rule-search.ts';
import { TopicEditor } from './topic-editor.tsx';

type Rule = PolicyTopic | PolicyGuideline;
const SEARCH_FROM = 8;

/** Guidelines or sensitive topics: one line each, one of them open. */
export function TopicList<Item extends Rule>({
  rules,
  place,
  findings,
  mayManage,
  readyMade = [],
  fresh,
  words,
  empty,
  onChange,
}: {
  rules: readonly Item[];
  /** Of the list, in the policy. */
  place: 'guidelines' | 'sensitiveTopics';
  findings: readonly PolicyFinding[];
  mayManage: boolean;
  readyMade?: readonly Item[];
  fresh: (id: string) => Item;
  words: { one: string; many: string; add: string };
  empty: ReactNode;
  onChange: (update: (rules: readonly Item[]) => Item[]) => void;
}) {
  const [open, setOpen] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(PAGE);
  const found = fitting(rules, typed, (rule) => [
    rule.name,
    'text' in rule ? rule.text : '',
    ...rule.examples,
  ]);
  const patch = (id: string, change: Partial<Item>) =>
    onChange((now) => now.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)));
  const add = () => {
    const id = freeId(
      words.one,
      rules.map((rule) => rule.id),
    );
    onChange((now) => [...now, fresh(id)]);
    setTyped('');
    setShown((count) => Math.max(count, rules.length + 1));
    setOpen(id);
  };
  const remove = (rule: Item, index: number) => {
    setOpen(null);
    onChange((now) => now.filter(({ id }) => id !== rule.id));
    say(`Removed “${rule.name || words.one}”.`, {
      action: { label: 'Undo', run: () => onChange((now) => now.toSpliced(index, 0, rule)) },
    });
  };

  return (
    <>
      {(rules.length > 0 || mayManage) && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          {rules.length > SEARCH_FROM ? (
            <RuleFinder label={`Find ${words.many}`} typed={typed} onType={setTyped} />
          ) : (
            <p className="text-small text-ink-soft">
              {counted(rules.length, words.one, words.many)}
              {rules.some(({ enabled }) => !enabled) &&
                `, ${rules.filter(({ enabled }) => enabled).length} on`}
            </p>
          )}
          {mayManage && (
            <Button icon={<Plus size={15} />} onClick={add}>
              {words.add}
            </Button>
          )}
        </div>
      )}
      {rules.length === 0 ? (
        empty
      ) : found.length === 0 ? (
        <p className="py-8 text-center text-ink-soft">
          None of the {words.many} fits “{typed}”.
        </p>
      ) : (
        <Card className="overflow-hidden">
          <ul aria-label={words.many}>
            {found.slice(0, shown).map(({ item: rule, index }) => {
              const path = `${place}.${index}`;
              const inside = findingsIn(findings, path);
              const errors = inside.filter(({ severity }) => severity === 'error').length;
              const original = readyMade.find(({ id }) => id === rule.id);
              return (
                <RuleRow
                  key={rule.id}
                  name={rule.name}
                  about={
                    ('text' in rule && rule.text) || counted(rule.examples.length, 'example phrase')
                  }
                  chips={
                    <>
                      {rule.team && <Chip>{rule.team}</Chip>}
                      {rule.priority !== 'normal' && <Chip>{priorityWords[rule.priority]}</Chip>}
                      <Chip tone={rule.outcome === 'handoff' ? 'accent' : 'info'}>
                        {ruleOutcomeWords[rule.outcome]}
                      </Chip>
                    </>
                  }
                  errors={errors}
                  warnings={inside.length - errors}
                  enabled={rule.enabled}
                  open={open === rule.id}
                  mayManage={mayManage}
                  onToggle={(enabled) => patch(rule.id, { enabled } as Partial<Item>)}
                  onOpen={(opened) => setOpen(opened ? rule.id : null)}
                >
                  <TopicEditor
                    rule={rule}
                    path={path}
                    findings={findings}
                    mayManage={mayManage}
                    readyMade={original && differs(original, rule) ? original : null}
                    onChange={(change) => patch(rule.id, change)}
                    onRemove={() => remove(rule, index)}
                  />
                </RuleRow>
              );
            })}
          </ul>
        </Card>
      )}
      {found.length > shown && (
        <div className="flex justify-center py-4">
          <Button onClick={() => setShown(shown + PAGE)}>
            Show more of {found.length.toLocaleString('en')}
          </Button>
        </div>
      )}
    </>
  );
}

const differs = (a: Rule, b: Rule) =>
  JSON.stringify({ ...a, enabled: true }) !== JSON.stringify({ ...b, enabled: true });
