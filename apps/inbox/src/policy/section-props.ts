import type { PolicyDocument, PolicyFinding, PolicyView } from '@baton/protocol';

/** What every section of the policy gets: the draft as it stands, and the way to change it. */
export type SectionProps = {
  aiAgentId: string;
  view: PolicyView;
  document: PolicyDocument;
  findings: readonly PolicyFinding[];
  /** Only owners and admins change it. */
  mayManage: boolean;
  change: (update: (document: PolicyDocument) => PolicyDocument) => void;
};
