import { useQuery } from '@tanstack/react-query';
import { budgetQuery, calibrationQuery } from '../api/reviews.ts';
import { NotLoaded } from '../app/not-loaded.tsx';
import { CalibrationCard } from '../calibration/calibration-card.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { SettingsCard } from '../settings/settings-card.tsx';
import { AnswerLineField } from './answer-line-field.tsx';
import { BelowCard } from './below-card.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsIn } from './findings.ts';
import { LineMeaning } from './line-meaning.tsx';
import { ModelCard } from './model-card.tsx';
import type { SectionProps } from './section-props.ts';
import { SignalsCard } from './signals-card.tsx';
import { useSettled } from './use-settled.ts';

/** The line between answering and passing on: where it lies, what it comes to, what it rests on. */
export function WhenSection(props: SectionProps) {
  const { aiAgentId, view, document, findings, mayManage, change } = props;
  const calibration = useQuery(calibrationQuery(aiAgentId));
  const { answer } = document;
  // While one drags, the last moment's answer stays until the next one is there.
  const risk = useSettled(answer.mode === 'budget' ? answer.risk : 0.05, 250);
  const budget = useQuery({
    ...budgetQuery(aiAgentId, risk),
    enabled: answer.mode === 'budget',
    placeholderData: (before) => before,
  });
  // While no line keeps the budget, it stays where it is.
  const standing = view.published.document.answerAt;
  const answerAt = answer.mode === 'threshold' ? answer.at : (budget.data?.answerAt ?? standing);

  return (
    <>
      <SettingsCard
        title="When it answers by itself"
        lead="Every answer comes with a calibrated confidence: how likely it is to be right."
      >
        <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
          <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-5">
            <AnswerLineField
              answer={answer}
              onChange={(next) => change((now) => ({ ...now, answer: next }))}
            />
            <FindingList findings={findingsIn(findings, 'answer')} />
          </fieldset>
          <LineMeaning
            answer={answer}
            calibration={calibration.data ?? null}
            budget={budget.data ?? null}
            standing={standing}
            failed={calibration.isError}
          />
        </div>
      </SettingsCard>
      <BelowCard {...props} answerAt={answerAt} />
      <SignalsCard {...props} />
      <ModelCard {...props} />
      {calibration.isPending && <Skeleton className="mb-5 h-110 w-full rounded-lg" />}
      {calibration.isError && <NotLoaded what="The measures" query={calibration} />}
      {calibration.data && <CalibrationCard view={calibration.data} answerAt={answerAt} />}
    </>
  );
}
