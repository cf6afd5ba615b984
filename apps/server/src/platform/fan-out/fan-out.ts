/** What processes say to each other and nobody keeps: the port, as small as our need of it. */

/** `feed`: something was written, read it. `whispers`: who types, who is there, previews. */
export type FanOutChannel = 'feed' | 'whispers';

export interface FanOut {
  /**
   * To every process on this database that listens, the sender among them. May be lost, come late
   * or come twice; never throws, and never waits.
   */
  send(channel: FanOutChannel, payload: string): void;
  /**
   * Resolves once the channel is heard, or once it is known that it cannot be now.
   * @param mayHaveMissed called when something may have been said that was not heard
   * @returns how to stop
   */
  listen(
    channel: FanOutChannel,
    hear: (payload: string) => void,
    mayHaveMissed?: () => void,
  ): Promise<() => Promise<void>>;
  /** Null where no broker is set. */
  broker(): BrokerState | null;
  close(): Promise<void>;
}

export interface BrokerState {
  up: boolean;
  /** Messages that went by the broker, and those that went by the database instead. */
  sent: { broker: number; database: number };
}
