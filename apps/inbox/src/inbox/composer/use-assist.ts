/** Asks for a draft and follows it; one at a time, ended when its place on the screen goes. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { assist } from '../../api/assist.ts';
import { inWords, problemCode } from '../../api/request.ts';
import { afterEnd, afterFrame, type AssistRun, type AssistTask } from './assist-state.ts';

const idle: AssistRun = { is: 'idle' };

export function useAssist(
  conversationId: string,
  onDone?: (run: Extract<AssistRun, { is: 'done' }>) => void,
) {
  const [run, setRun] = useState<AssistRun>(idle);
  const underWay = useRef<AbortController | null>(null);
  const take = useRef(onDone);
  useEffect(() => {
    take.current = onDone;
  });

  const stop = useCallback(() => {
    underWay.current?.abort();
    underWay.current = null;
    setRun(idle);
  }, []);
  useEffect(() => () => underWay.current?.abort(), []);

  const start = async (task: AssistTask) => {
    underWay.current?.abort();
    const asking = new AbortController();
    underWay.current = asking;
    const end = await follow(conversationId, task, asking.signal, setRun);
    if (underWay.current !== asking) return;
    setRun(end);
    if (end.is === 'done') take.current?.(end);
  };
  return { run, start: (task: AssistTask) => void start(task), stop };
}

/** From asking to the end; each step is shown unless it was stopped. */
async function follow(
  conversationId: string,
  task: AssistTask,
  signal: AbortSignal,
  show: (run: AssistRun) => void,
): Promise<AssistRun> {
  let run: AssistRun = { is: 'writing', task, text: '' };
  show(run);
  try {
    for await (const frame of assist(conversationId, task, signal)) {
      run = afterFrame(run, frame);
      if (!signal.aborted) show(run);
    }
    return afterEnd(run);
  } catch (error) {
    const code = problemCode(error) ?? 'broken_stream';
    return { is: 'failed', task, code, words: inWords(error) };
  }
}
