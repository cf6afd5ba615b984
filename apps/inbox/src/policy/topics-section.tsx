import type { PolicyTopic } from '@baton/protocol';
import { Plus, ShieldAlert } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsAt } from './findings.ts';
import type { SectionProps } from './section-props.ts';
import { TopicList } from './topic-list.tsx';

const fresh = (id: string): PolicyTopic => ({
  id,
  name: '',
  enabled: true,
  examples: [],
  outcome: 'handoff',
  threshold: null,
  team: null,
  tags: [],
  priority: 'high',
});

/** What a machine should not settle: ready-made topics to switch on, and the owner's own. */
export function TopicsSection({ document, view, findings, mayManage, change }: SectionProps) {
  const topics = document.sensitiveTopics;
  const readyMade = view.readyMade.sensitiveTopics;
  const missing = readyMade.filter(({ id }) => !topics.some((topic) => topic.id === id));
  const setTopics = (update: (topics: readonly PolicyTopic[]) => PolicyTopic[]) =>
    change((now) => ({ ...now, sensitiveTopics: update(now.sensitiveTopics) }));
  return (
    <>
      <FindingList findings={findingsAt(findings, 'sensitiveTopics')} />
      <TopicList
        rules={topics}
        place="sensitiveTopics"
        findings={findings}
        mayManage={mayManage}
        readyMade={readyMade}
        fresh={fresh}
        words={{ one: 'topic', many: 'sensitive topics', add: 'Add a topic' }}
        empty={
          <EmptyState icon={<ShieldAlert size={20} />} title="No sensitive topics">
            Without them the AI may answer about refunds, lost access or legal threats by itself.
          </EmptyState>
        }
        onChange={setTopics}
      />
      {mayManage && missing.length > 0 && (
        <section aria-label="Ready-made topics" className="mt-6">
          <h2 className="mb-2 text-small font-semibold text-ink-soft">Ready-made, not in use</h2>
          <div className="flex flex-wrap gap-2">
            {missing.map((topic) => (
              <Button
                key={topic.id}
                size="small"
                icon={<Plus size={14} />}
                onClick={() => setTopics((now) => [...now, topic])}
              >
                {topic.name}
              </Button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}
