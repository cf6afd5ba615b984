import type { EngineView } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usageQuery, useChangeEngine } from '../../api/engine.ts';
import { useAiAgent } from '../../api/knowledge.ts';
import { useMayManage } from '../../api/session.ts';
import { Field, TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { Switch } from '../../design/switch.tsx';
import { LoadedEngine } from '../engine/loaded-engine.tsx';
import { pricePages } from '../engine/kinds.ts';
import { ManagersOnly } from '../managers-only.tsx';
import { SaveBar } from '../save-bar.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { useSavedForm } from '../use-saved-form.ts';
import { monthOf } from './amounts.ts';
import { type BudgetDraft, budgetOf, draftOf } from './budget-draft.ts';
import { CurrencyField } from './currency-field.tsx';
import { SpentCard } from './spent-card.tsx';
import { WhatItComesTo } from './what-it-comes-to.tsx';

/** What a model may cost in a month, and what its words cost. */
export function BudgetSection() {
  return <LoadedEngine>{(view) => <BudgetForm view={view} />}</LoadedEngine>;
}

function BudgetForm({ view }: { view: EngineView }) {
  const { id } = useAiAgent();
  const mayManage = useMayManage();
  const { limit } = useChangeEngine(id);
  const usage = useQuery(usageQuery(id, monthOf(Date.now())));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const form = useSavedForm<BudgetDraft>(draftOf(view.budget), async (draft) => {
    const read = budgetOf(draft);
    if (read.ok) await limit(read.budget);
  });
  const { values } = form;
  const errors = { ...form.errors, ...wrong };
  const change = (part: Partial<BudgetDraft>) => {
    setWrong({});
    form.change(part);
  };
  const read = budgetOf(values);
  const { kind } = view.engine;
  const pages =
    kind === 'embedded' ? [pricePages.openai, pricePages.anthropic] : [pricePages[kind]];

  return (
    <>
      {!mayManage && <ManagersOnly />}
      <SpentCard aiAgentId={id} embedded={kind === 'embedded'} usage={usage} />
      <fieldset disabled={!mayManage} className="contents">
        <SettingsCard
          title="Prices"
          lead={
            <>
              Per million tokens, as your provider bills them; for a model on your own machine leave
              them at 0. Look them up:{' '}
              {pages.map(({ name, url }, index) => (
                <span key={url}>
                  {index > 0 && ', '}
                  <a
                    href={url}
                    target="_blank"
                    rel="noopener noreferrer"
                    className="text-accent-text underline underline-offset-2"
                  >
                    {name}
                  </a>
                </span>
              ))}
              .
            </>
          }
        >
          <div className="grid gap-5 sm:grid-cols-3">
            <CurrencyField
              currency={values.currency}
              hint={
                values.currency !== view.budget.currency && (usage.data?.total.cost ?? 0) > 0
                  ? `What was spent in ${view.budget.currency} no longer counts against a limit.`
                  : 'As your provider bills.'
              }
              onChange={(currency) => change({ currency })}
            />
            <TextField
              label="What it reads"
              hint="“Input”: question, passages, instructions."
              inputMode="decimal"
              autoComplete="off"
              value={values.inputPrice}
              error={errors['inputPrice']}
              onChange={(event) => change({ inputPrice: event.target.value })}
            />
            <TextField
              label="What it writes"
              hint="“Output”: its answers, the dearer part."
              inputMode="decimal"
              autoComplete="off"
              value={values.outputPrice}
              error={errors['outputPrice']}
              onChange={(event) => change({ outputPrice: event.target.value })}
            />
          </div>
          {read.ok && <WhatItComesTo budget={read.budget} usage={usage.data} />}
        </SettingsCard>
        <SettingsCard title="Limit">
          <Switch
            label="Limit what it may spend in a month"
            hint="Each call sets its money aside before it is made, so that many at once cannot overspend together."
            checked={values.limited}
            disabled={!mayManage}
            onChange={(limited) => change({ limited })}
          />
          {values.limited && (
            <Field
              label={`At most, in ${values.currency} a month`}
              error={errors['monthly']}
              hint="Months are counted in UTC."
            >
              {(control) => (
                <input
                  {...control}
                  type="text"
                  inputMode="decimal"
                  autoComplete="off"
                  value={values.monthly}
                  onChange={(event) => change({ monthly: event.target.value })}
                  className="field max-w-40 tabular-nums"
                />
              )}
            </Field>
          )}
          {read.ok && isEndless(read.budget) && (
            <Notice kind="warn">
              With prices of 0 nothing counts against this limit: it is never reached. Enter what
              your provider charges.
            </Notice>
          )}
          {read.ok && read.budget.monthly === 0 && (
            <Notice kind="warn">With a limit of 0 the model is never called.</Notice>
          )}
        </SettingsCard>
      </fieldset>
      <SaveBar
        shown={form.isChanged}
        busy={form.busy}
        problem={form.problem}
        onSave={() => {
          if (read.ok) form.save();
          else setWrong(read.errors);
        }}
        onUndo={() => {
          setWrong({});
          form.undo();
        }}
      />
    </>
  );
}

const isEndless = ({ monthly, inputPrice, outputPrice }: EngineView['budget']) =>
  monthly !== null && monthly > 0 && inputPrice === 0 && outputPrice === 0;
