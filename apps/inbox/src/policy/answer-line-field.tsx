import type { AnswerLine } from '@baton/protocol';
import { useState } from 'react';
import { percent } from '../inbox/words.ts';
import { ChoiceList } from '../design/choice-list.tsx';
import { ShareSlider } from './share-slider.tsx';

/** A line that stays where it is put, or a share of wrong answers that Baton keeps below. */
export function AnswerLineField({
  answer,
  onChange,
}: {
  answer: AnswerLine;
  onChange: (answer: AnswerLine) => void;
}) {
  // Back to the other way and its number is still there.
  const [at, setAt] = useState(answer.mode === 'threshold' ? answer.at : 0.7);
  const [risk, setRisk] = useState(answer.mode === 'budget' ? answer.risk : 0.05);
  return (
    <>
      <ChoiceList
        label="How careful it is"
        columns={2}
        value={answer.mode}
        onChange={(mode) => onChange(mode === 'threshold' ? { mode, at } : { mode, risk })}
        options={[
          {
            value: 'threshold',
            name: 'A fixed line',
            hint: 'It answers from a confidence that you choose.',
          },
          {
            value: 'budget',
            name: 'An error budget',
            hint: 'You say how many answers may be wrong; Baton finds the line and keeps it.',
          },
        ]}
      />
      {answer.mode === 'threshold' ? (
        <ShareSlider
          label="It answers when it is at least this sure"
          value={answer.at}
          words={percent(answer.at)}
          min={0.05}
          max={0.99}
          ends={['Answers more, errs more', 'Passes on more, errs less']}
          onChange={(next) => {
            setAt(next);
            onChange({ mode: 'threshold', at: next });
          }}
        />
      ) : (
        <ShareSlider
          label="At most this share of its answers may be wrong"
          value={answer.risk}
          words={inPercent(answer.risk)}
          min={0.01}
          max={0.3}
          step={0.005}
          ends={['Errs less, answers less', 'Errs more, answers more']}
          onChange={(next) => {
            setRisk(next);
            onChange({ mode: 'budget', risk: next });
          }}
        />
      )}
    </>
  );
}

/** "2.5%": budgets are small enough for halves. */
const inPercent = (share: number) => `${Math.round(share * 1_000) / 10}%`;
