/**
 * A plot with two axes of shares, drawn by uPlot, in the colours and letters of the page. What is
 * drawn between the axes is the caller's. Pictures only: the same numbers stand in a table.
 */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './plot.css';

export type Pen = {
  context: CanvasRenderingContext2D;
  /** From shares to canvas pixels. */
  x: (share: number) => number;
  y: (share: number) => number;
  /** One CSS pixel in canvas pixels. */
  unit: number;
  colour: (name: Colour) => string;
};
type Colour =
  | 'accent'
  | 'accent-soft'
  | 'line'
  | 'line-strong'
  | 'ink'
  | 'ink-soft'
  | 'ink-faint'
  | 'warn'
  | 'surface';

export type PlotProps = {
  /** In order of x. */
  points: readonly { x: number; y: number }[];
  xTitle: string;
  yTitle: string;
  /** Where the axis ends. */
  xMax?: number;
  yMax?: number;
  /** Must stay the same while what is drawn stays the same. */
  draw: (pen: Pen) => void;
  /** Which point the pointer is at. */
  onPoint: (index: number | null) => void;
};

const HEIGHT = 240;
const FONT = '11px "Geist Variable", ui-sans-serif, system-ui, sans-serif';

export function Plot({ points, xTitle, yTitle, xMax = 1, yMax = 1, draw, onPoint }: PlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const heard = useRef(onPoint);
  useEffect(() => {
    heard.current = onPoint;
  });

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const colour = (name: Colour) =>
      getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    const axis = (title: string, size: number): uPlot.Axis => ({
      label: title,
      labelFont: FONT,
      font: FONT,
      labelSize: 18,
      size,
      gap: 6,
      stroke: () => colour('ink-soft'),
      grid: { stroke: () => colour('line'), width: 1 },
      ticks: { show: false },
      values: (_, splits) => splits.map((at) => `${Math.round(at * 100)}%`),
    });
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        padding: [10, 14, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        scales: { x: { time: false, range: [0, xMax] }, y: { range: [0, yMax] } },
        axes: [axis(xTitle, 26), axis(yTitle, 40)],
        series: [{}, { paths: () => null, points: { show: false } }],
        hooks: {
          draw: [
            ({ ctx, valToPos }) => {
              ctx.save();
              draw({
                context: ctx,
                x: (value) => valToPos(value, 'x', true),
                y: (value) => valToPos(value, 'y', true),
                unit: window.devicePixelRatio,
                colour,
              });
              ctx.restore();
            },
          ],
          setCursor: [({ cursor }) => heard.current(cursor.idx ?? null)],
        },
      },
      [points.map(({ x }) => x), points.map(({ y }) => y)],
      element,
    );
    const resized = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    resized.observe(element);
    // The theme changes the colours, and nothing else.
    const themed = new MutationObserver(() => plot.redraw(false, true));
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      resized.disconnect();
      themed.disconnect();
      plot.destroy();
    };
  }, [points, xTitle, yTitle, xMax, yMax, draw]);

  return <div ref={frame} aria-hidden className="plot w-full" style={{ height: HEIGHT }} />;
}
