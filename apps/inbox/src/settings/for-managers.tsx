import { Lock } from 'lucide-react';
import { Card } from '../design/card.tsx';
import { EmptyState } from '../design/empty-state.tsx';

/** What a teammate sees in the place of what is not theirs to read. */
export function ForManagers() {
  return (
    <Card>
      <EmptyState icon={<Lock size={20} />} title="For owners and admins">
        Ask one of them if you need to know.
      </EmptyState>
    </Card>
  );
}
