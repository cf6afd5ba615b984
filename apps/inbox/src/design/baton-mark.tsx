/** The baton alone, in the colour of the text around it: stands for the AI agent. */
export function BatonMark({ size = 14 }: { size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden className="shrink-0">
      <g transform="rotate(-38 10 10)" fill="currentColor">
        <path d="M3.8 7h5.4v6H3.8a3 3 0 0 1 0-6Z" />
        <path d="M11.2 7h5a3 3 0 0 1 0 6h-5Z" opacity="0.45" />
      </g>
    </svg>
  );
}
