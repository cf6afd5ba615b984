/** The mark: a relay baton, half the AI's, half a person's, at the moment it is passed. */
export function Logo({ size = 28, title }: { size?: number; title?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
      className="shrink-0"
    >
      <rect width="32" height="32" rx="8" fill="#0d5c54" />
      <g transform="rotate(-38 16 16)">
        <path d="M7.4 12.2h8v7.6h-8a3.8 3.8 0 0 1 0-7.6Z" fill="#f4f7f5" />
        <path d="M18 12.2h6.6a3.8 3.8 0 0 1 0 7.6H18Z" fill="#f2a93b" />
      </g>
    </svg>
  );
}
