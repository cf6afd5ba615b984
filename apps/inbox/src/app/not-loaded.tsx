/** In the place of what could not be read: why, and the way to try again. */
import { inWords } from '../api/request.ts';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';

export function NotLoaded({
  what,
  query,
}: {
  /** "The actions": it is said that they could not be loaded. Without it, the reason alone. */
  what?: string;
  query: { error: unknown; refetch(): Promise<unknown> };
}) {
  return (
    <Notice
      kind="danger"
      action={
        <Button size="small" onClick={() => void query.refetch()}>
          Try again
        </Button>
      }
    >
      {what !== undefined && `${what} could not be loaded. `}
      {inWords(query.error)}
    </Notice>
  );
}
