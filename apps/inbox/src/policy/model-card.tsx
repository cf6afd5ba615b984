import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { engineQuery } from '../api/engine.ts';
import { ChoiceList } from '../design/choice-list.tsx';
import { SettingsCard } from '../settings/settings-card.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsIn } from './findings.ts';
import { modelTroubleWords, withoutModelWords } from './policy-words.ts';
import type { SectionProps } from './section-props.ts';

const hints = {
  onFailure: {
    embedded: 'The best passage, word for word, if it is sure enough of it.',
    handoff: 'A person takes it, with the reason “AI failed”.',
  },
  onBudgetSpent: {
    embedded: 'It goes on for free, in the words of the documents.',
    handoff: 'A person takes it, with the reason “AI budget used up”.',
  },
} as const;

/** What happens where a language model writes, and cannot. Nobody is left without an answer. */
export function ModelCard({ aiAgentId, document, findings, mayManage, change }: SectionProps) {
  const engine = useQuery(engineQuery(aiAgentId)).data?.engine;
  const embedded = engine?.kind === 'embedded';
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (window.location.hash === '#model') card.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div ref={card}>
      <SettingsCard
        title="When the language model cannot write"
        lead={
          <>
            {embedded
              ? 'Today the documents are quoted, which needs no model. This counts once it writes with '
              : 'A model can time out, refuse, or use up its budget: customers get an answer or a person all the same. It writes with '}
            <Link
              to="/settings/{-$section}"
              params={{ section: 'model' }}
              className="text-accent-text underline underline-offset-2"
            >
              {engine?.model ?? 'a language model'}
            </Link>
            .
          </>
        }
      >
        <fieldset disabled={!mayManage} className="grid min-w-0 gap-x-10 gap-y-6 md:grid-cols-2">
          {(['onFailure', 'onBudgetSpent'] as const).map((key) => (
            <div key={key} className="flex flex-col gap-2">
              <ChoiceList
                label={modelTroubleWords[key]}
                value={document.model[key]}
                onChange={(next) =>
                  change((now) => ({ ...now, model: { ...now.model, [key]: next } }))
                }
                options={(['embedded', 'handoff'] as const).map((value) => ({
                  value,
                  name: withoutModelWords[value],
                  hint: hints[key][value],
                }))}
              />
              <FindingList findings={findingsIn(findings, `model.${key}`)} />
            </div>
          ))}
        </fieldset>
      </SettingsCard>
    </div>
  );
}
