import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { documentsQuery, useAiAgent } from '../api/knowledge.ts';
import { useMayManage } from '../api/session.ts';

/** The way back to the first steps, for whoever left them before the AI knew anything. */
export function ToFirstSteps() {
  const aiAgent = useAiAgent();
  const mayManage = useMayManage();
  const page = useQuery({ ...documentsQuery(aiAgent.id, ''), enabled: mayManage });
  if (!mayManage || page.data?.totals.passages !== 0) return null;
  return (
    <Link
      to="/welcome"
      className="inline-flex h-9 items-center rounded-md bg-accent px-3.5 text-base font-medium text-accent-ink hover:bg-accent-hover"
    >
      Give the AI something to know
    </Link>
  );
}
