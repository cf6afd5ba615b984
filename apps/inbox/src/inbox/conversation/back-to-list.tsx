import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { IconButton } from '../../design/icon-button.tsx';
import { useCommand } from '../../keyboard/use-command.ts';

/** Phones show one pane at a time; elsewhere Esc closes the conversation. */
export function BackToList() {
  const { view = 'waiting' } = useParams({ strict: false });
  const { q } = useSearch({ strict: false });
  const navigate = useNavigate();
  const back = () =>
    void navigate({ to: '/inbox/$view', params: { view }, search: q ? { q } : {} });
  useCommand({ label: 'Close conversation', group: 'Conversation', keys: 'escape', run: back });
  return (
    <IconButton label="Back to the list" onClick={back} className="md:hidden">
      <ChevronLeft size={20} />
    </IconButton>
  );
}
