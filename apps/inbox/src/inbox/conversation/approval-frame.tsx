import type { ReactNode } from 'react';

/** Above the thread, in the measure of the brief. */
export function ApprovalFrame({ children }: { children: ReactNode }) {
  return (
    <section
      aria-label="Approval"
      className="shrink-0 border-b border-line bg-canvas px-4 max-md:px-3"
    >
      <div className="mx-auto max-w-184 py-3">{children}</div>
    </section>
  );
}
