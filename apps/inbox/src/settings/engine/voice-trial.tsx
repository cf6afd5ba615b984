import { useAiAgent } from '../../api/knowledge.ts';
import { AskPanel } from '../../knowledge/ask/ask-panel.tsx';
import { SettingsCard } from '../settings-card.tsx';

/** A question, and what a customer would read: with what the check of each sentence took out. */
export function VoiceTrial({ changed }: { changed: boolean }) {
  const { id, look } = useAiAgent();
  return (
    <SettingsCard
      title="Try it"
      lead={
        changed
          ? 'It speaks as it was saved last: save first to hear what you have changed.'
          : 'What a customer would read, and which sentences did not pass the check.'
      }
    >
      <AskPanel aiAgentId={id} mayManage={false} suggestions={look.suggestions.slice(0, 3)} />
    </SettingsCard>
  );
}
