import type { AiAgent } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { Globe, X } from 'lucide-react';
import { useState } from 'react';
import { useChangeAiAgent } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { useMayManage } from '../api/session.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { complain } from '../design/toasts.ts';
import { originOf } from './origin-of.ts';
import { SettingsCard } from './settings-card.tsx';

/** Which websites may show the chat. */
export function OriginsCard({ aiAgent }: { aiAgent: AiAgent }) {
  const mayManage = useMayManage();
  const changeAiAgent = useChangeAiAgent(aiAgent.id);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const saving = useMutation({
    mutationFn: (allowedOrigins: string[]) => changeAiAgent({ allowedOrigins }),
    onError: (fault) => complain(inWords(fault)),
  });
  const origins = aiAgent.allowedOrigins;

  const add = () => {
    const origin = originOf(typed);
    if (!origin) return setError('Write it like https://shop.example');
    if (!origins.includes(origin)) saving.mutate([...origins, origin]);
    setTyped('');
  };
  return (
    <SettingsCard
      title="Websites that may show it"
      lead={
        origins.length === 0
          ? 'Any website may show the chat. Name yours to keep others out.'
          : 'Only these, and this Baton’s own demo page.'
      }
    >
      {origins.length > 0 && (
        <ul className="flex flex-col rounded-md border border-line">
          {origins.map((origin) => (
            <li
              key={origin}
              className="flex items-center gap-2.5 py-1 pr-1 pl-3 not-last:border-b not-last:border-line"
            >
              <Globe size={14} aria-hidden className="text-ink-faint" />
              <span className="min-w-0 flex-1 truncate">{origin}</span>
              {mayManage && (
                <IconButton
                  label={`Remove ${origin}`}
                  size="small"
                  onClick={() => saving.mutate(origins.filter((one) => one !== origin))}
                >
                  <X size={14} />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayManage && (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <div className="min-w-0 flex-1">
            <TextField
              label="Add a website"
              placeholder="https://shop.example"
              inputMode="url"
              value={typed}
              error={error}
              onChange={(event) => {
                setTyped(event.target.value);
                setError(null);
              }}
            />
          </div>
          <Button type="submit" busy={saving.isPending} disabled={typed.trim() === ''}>
            Add
          </Button>
        </form>
      )}
    </SettingsCard>
  );
}
