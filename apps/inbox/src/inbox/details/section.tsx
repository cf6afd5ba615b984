import type { ReactNode } from 'react';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line px-5 py-4">
      <h3 className="mb-2 text-small font-semibold text-ink-soft">{title}</h3>
      {children}
    </section>
  );
}
