/** The baton alone, in the colour of the text around it: stands for the AI agent. */
export function BatonMark({ size = 14 }: { size?: number }) {
  return (
    <svg viewBox="1.5 1.5 17 17" width={size} height={size} aria-hidden className="shrink-0">
      <g transform="rotate(-38 10 10)" fill="currentColor">
        <path d="M3 6.6h6.2v6.8H3a3.4 3.4 0 0 1 0-6.8Z" />
        <path d="M11 6.6h6a3.4 3.4 0 0 1 0 6.8h-6Z" opacity="0.45" />
      </g>
    </svg>
  );
}
