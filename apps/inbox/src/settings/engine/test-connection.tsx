import type { EngineChoice, EngineTest } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { Plug } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { testEngine } from '../../api/engine.ts';
import { inWords } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { TestResult } from './test-result.tsx';

/** One short call with what is typed: nothing needs to be saved, and no customer sees it. */
export function TestConnection({
  aiAgentId,
  choice,
  ready,
}: {
  aiAgentId: string;
  /** Null: as it is saved. */
  choice: EngineChoice | null;
  /** Says what is missing, and whether nothing is. */
  ready: () => boolean;
}) {
  const calling = useRef<AbortController | null>(null);
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => () => calling.current?.abort(), []);
  const testing = useMutation({
    mutationFn(tested: { choice: EngineChoice | null }): Promise<EngineTest> {
      calling.current = new AbortController();
      return testEngine(aiAgentId, tested.choice, calling.current.signal);
    },
  });
  useEffect(() => {
    if (!testing.isIdle && !testing.isPending)
      outcome.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [testing.isIdle, testing.isPending]);
  // What came of another choice says nothing about this one.
  const current = JSON.stringify(testing.variables?.choice) === JSON.stringify(choice);
  const stopped = calling.current?.signal.aborted === true;

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          icon={<Plug size={15} />}
          busy={testing.isPending}
          onClick={() => {
            if (ready()) testing.mutate({ choice });
          }}
        >
          Test connection
        </Button>
        {testing.isPending ? (
          <>
            <Elapsed />
            <Button look="quiet" size="small" onClick={() => calling.current?.abort()}>
              Stop
            </Button>
          </>
        ) : (
          <span className="text-small text-ink-soft">
            {choice === null
              ? 'One short call, as the operator has set it.'
              : 'One short call, with what is typed above. It is not saved by this.'}
          </span>
        )}
      </div>
      {/* Clear of the bar that floats at the lower edge while something is unsaved. */}
      <div ref={outcome} aria-live="polite" className="scroll-mb-24">
        {testing.isError && current && !stopped && (
          <Notice kind="danger">{inWords(testing.error)}</Notice>
        )}
        {testing.data && current && !testing.isPending && <TestResult result={testing.data} />}
      </div>
    </div>
  );
}

/** A model that has to be loaded first takes its time: the seconds show that something runs. */
function Elapsed() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="text-small text-ink-soft tabular-nums">
      {seconds < 2 ? 'Calling the model …' : `Calling the model … ${seconds} s`}
    </span>
  );
}
