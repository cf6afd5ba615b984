import { CodeBlock } from '../../actions/identity/code-block.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';

/** A signing secret, the one time that it is told. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  return (
    <Dialog
      open={secret !== null}
      onClose={onClose}
      title="The signing secret"
      description="With it your server tells our deliveries from others’."
      footer={
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Notice kind="warn">Copy it now: it is shown this once, and never again.</Notice>
        <CodeBlock label="The signing secret" code={secret ?? ''} />
        <p className="text-small text-ink-soft">
          Deliveries follow Standard Webhooks: its libraries check a signature in one line, in most
          languages.
        </p>
      </div>
    </Dialog>
  );
}
