import type { Webhook, WebhookDelivery } from '@baton/protocol';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { inWords } from '../../api/request.ts';
import { deliveriesQuery, resendDead, resendDelivery, webhooksQuery } from '../../api/webhooks.ts';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Switcher } from '../../design/switcher.tsx';
import { complain, say } from '../../design/toasts.ts';
import { DeliveryRow } from './delivery-row.tsx';
import { counted } from './webhook-words.ts';

type Shown = 'all' | WebhookDelivery['state'];
const shownOptions = [
  { value: 'all', name: 'All' },
  { value: 'waiting', name: 'Waiting' },
  { value: 'delivered', name: 'Delivered' },
  { value: 'dead', name: 'Given up' },
] as const satisfies readonly { value: Shown; name: string }[];

/** What was sent, the newest first, and sending it again. */
export function DeliveryList({ webhook }: { webhook: Webhook }) {
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<Shown>('all');
  const query = useInfiniteQuery(deliveriesQuery(webhook.id, shown === 'all' ? null : shown));
  const acting = useMutation({
    mutationFn: async (act: () => Promise<unknown>) => act(),
    onError: (fault) => complain(inWords(fault)),
    async onSettled() {
      await queryClient.invalidateQueries({ queryKey: ['webhook-deliveries', webhook.id] });
      await queryClient.invalidateQueries(webhooksQuery);
    },
  });
  const deliveries = query.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <div className="border-t border-line bg-canvas">
      <div className="flex flex-wrap items-center gap-2 px-5 py-3 max-md:px-4">
        <Switcher
          label="Which deliveries"
          value={shown}
          options={shownOptions}
          onChange={setShown}
        />
        <span className="flex-1" />
        {webhook.dead > 0 && (
          <Button
            size="small"
            icon={<RotateCcw size={13} />}
            busy={acting.isPending}
            onClick={() =>
              acting.mutate(async () => {
                const { count } = await resendDead(webhook.id);
                say(`${counted(count)} under way again.`);
              })
            }
          >
            Send all given up again
          </Button>
        )}
      </div>
      {query.isPending && <Skeleton className="mx-5 mb-4 h-12" />}
      {query.isError && (
        <div className="px-5 pb-4">
          <Notice kind="danger">The log could not be loaded. {inWords(query.error)}</Notice>
        </div>
      )}
      {query.isSuccess && deliveries.length === 0 && (
        <p className="px-5 pb-5 text-ink-soft">
          {shown === 'all' ? 'Nothing was sent yet. Send a test to try it.' : 'None.'}
        </p>
      )}
      {deliveries.length > 0 && (
        <ul aria-label="Deliveries">
          {deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              busy={acting.isPending}
              onResend={() => acting.mutate(() => resendDelivery(delivery.id))}
            />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="flex justify-center py-3">
          <Button
            size="small"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
