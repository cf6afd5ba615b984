import type { ReactNode } from 'react';
import { Card } from '../design/card.tsx';

/** A group of settings that belong together. */
export function SettingsCard({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card className="mb-5">
      <div className="px-5 pt-4">
        <h2 className="text-read font-semibold">{title}</h2>
        {lead && <p className="mt-0.5 text-pretty text-ink-soft">{lead}</p>}
      </div>
      <div className="flex flex-col gap-5 px-5 pt-4 pb-5">{children}</div>
    </Card>
  );
}
