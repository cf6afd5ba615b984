import type { PolicyGuideline } from '@baton/protocol';
import { ScrollText } from 'lucide-react';
import { EmptyState } from '../design/empty-state.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsAt } from './findings.ts';
import type { SectionProps } from './section-props.ts';
import { TopicList } from './topic-list.tsx';

const fresh = (id: string): PolicyGuideline => ({
  id,
  name: '',
  text: '',
  enabled: true,
  examples: [],
  outcome: 'handoff',
  threshold: null,
  team: null,
  tags: [],
  priority: 'normal',
});

/** Rules in the owner's own words. */
export function GuidelinesSection({ document, findings, mayManage, change }: SectionProps) {
  return (
    <>
      <FindingList findings={findingsAt(findings, 'guidelines')} />
      <TopicList
        rules={document.guidelines}
        place="guidelines"
        findings={findings}
        mayManage={mayManage}
        fresh={fresh}
        words={{ one: 'guideline', many: 'guidelines', add: 'Add a guideline' }}
        empty={
          <EmptyState icon={<ScrollText size={20} />} title="No guidelines yet">
            A guideline says in plain words when a person should take over: “Pass on at once when
            someone disputes a charge.” With a few phrases of how customers say it, the AI knows it
            when it hears it.
          </EmptyState>
        }
        onChange={(update) => change((now) => ({ ...now, guidelines: update(now.guidelines) }))}
      />
    </>
  );
}
