/**
 * The words of the AI in their bubble. What was there whole is shown whole; what comes while one
 * looks appears word by word, at the pace at which it comes, and what has been read stays in place.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { parseMarkdown } from '../text/markdown.ts';
import { firstWords, wordsIn } from '../text/reveal.ts';
import { Blocks } from './markdown-text.tsx';

interface GrowingTextProps {
  text: string;
  writing: boolean;
  /** It has become taller. */
  onGrow: (() => void) | undefined;
}

/** Words a second at least, and how many seconds it may lag behind. */
const WRITING = { pace: 22, lag: 1.2 };
const WRITTEN = { pace: 45, lag: 0.5 };

export function GrowingText({ text, writing, onGrow }: GrowingTextProps) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  const all = useMemo(() => wordsIn(blocks), [blocks]);
  const progress = useRef(1);
  const [shown, setShown] = useState(1);
  const whole = useRef(!writing || wantsNoMovement());
  const known = useRef(text);
  const others = useRef(0);
  // Something else than what was begun: it is not written over the old, it takes its place.
  if (!text.startsWith(known.current.trimEnd())) {
    others.current++;
    whole.current = true;
  }
  known.current = text;
  const count = whole.current ? all : Math.min(shown, all);
  const behind = count < all;

  useEffect(() => {
    if (!behind) return undefined;
    const { pace, lag } = writing ? WRITING : WRITTEN;
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const left = all - progress.current;
      const words = (Math.max(pace, left / lag) * Math.max(0, now - last)) / 1000;
      progress.current += Math.min(left, words);
      last = now;
      setShown(Math.floor(progress.current));
      if (words < left) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [all, writing, behind]);

  useLayoutEffect(() => {
    if (writing || behind) onGrow?.();
  }, [count, text, writing, behind, onGrow]);

  const visible = useMemo(
    () => (behind ? firstWords(blocks, count) : blocks),
    [behind, blocks, count],
  );
  return (
    <div class={`bubble${others.current > 0 ? ' other' : ''}`} key={others.current}>
      <Blocks of={visible} />
    </div>
  );
}

const wantsNoMovement = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
