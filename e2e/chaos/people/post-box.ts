/** What one person sent: each message under its own id, and what became of it. */
import { randomUUID } from 'node:crypto';
import type { Sent } from '../laws/index.ts';

export class PostBox {
  readonly sent: Sent[] = [];

  write(body: string): Sent {
    const message: Sent = {
      clientMessageId: randomUUID(),
      body,
      acknowledged: false,
      firstSentAt: performance.now(),
      acknowledgedAt: null,
    };
    this.sent.push(message);
    return message;
  }

  acknowledge(message: Sent): void {
    message.acknowledged = true;
    message.acknowledgedAt ??= performance.now();
  }

  /** It was refused, not lost: nobody was told that it is stored. */
  takeBack(message: Sent): void {
    this.sent.splice(this.sent.indexOf(message), 1);
  }
}
