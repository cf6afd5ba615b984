/** How much is normal, for each door. Generous to people, tight for programs that guess. */
import type { Clock } from '../platform/clock.ts';
import { createRateLimiter, type RateLimiter } from './rate-limit.ts';

export type RateLimits = ReturnType<typeof createRateLimits>;

export function createRateLimits(clock: Clock, on: boolean) {
  const limiter = (burst: number, perMinute: number): RateLimiter =>
    on ? createRateLimiter(clock, { burst, perMinute }) : { take: () => {}, allows: () => true };
  return {
    /** By email and address: ten tries in a quarter of an hour. */
    signIn: limiter(10, 10 / 15),
    /** By address alone: somebody trying many emails. An office shares one address. */
    signInByAddress: limiter(60, 4),
    /** Set-up and invitation links, by address. */
    links: limiter(30, 10),
    /** Codes of the second step, by address. What counts is counted for each account, too. */
    codes: limiter(30, 10),
    /** By teammate: links for others that set a new password. */
    resetLinks: limiter(20, 10),
    /** Links by mail, by the address that is asked for: a mailbox is not to be flooded. */
    passwordMails: limiter(3, 3 / 15),
    /** The same, in the long run: at most ten within any day. */
    passwordMailsADay: limiter(5, 5 / (24 * 60)),
    /** By teammate: mails to oneself. */
    testMails: limiter(5, 1),
    /** By teammate: current passwords tried. */
    password: limiter(10, 10 / 15),
    /** New and continued chats, by address. A shop on one Wi-Fi is many customers. */
    widgetSessions: limiter(120, 60),
    /** Messages of one customer. */
    messages: limiter(10, 20),
    messagesByAddress: limiter(120, 120),
    /** Everything else a widget asks, by session. */
    widgetReads: limiter(60, 120),
    /** By teammate: each one searches the whole knowledge. */
    ask: limiter(20, 30),
    /** By teammate: each one is a request to somebody else's server. */
    actionTrials: limiter(20, 20),
    /** By teammate: each one is a request to an address of their choice. */
    webhookTests: limiter(20, 20),
    uploads: limiter(30, 30),
    /** By teammate: each one reads thousands of decisions. */
    calibrations: limiter(30, 60),
    /** By teammate: each may embed many phrases. */
    policyChecks: limiter(60, 60),
    /** By teammate: each decides thousands of turns again. */
    replays: limiter(10, 2),
    /** By teammate: each may look at every name there is. */
    contactSearches: limiter(30, 30),
    /** By teammate: each reads the whole history. */
    exports: limiter(10, 2),
    /** By teammate: each takes a person out, for good. */
    erasures: limiter(30, 10),
    /** By teammate: each counts what has fallen due. */
    retentionPreviews: limiter(30, 30),
    /** By teammate: each calls an address of their choice, and costs money. */
    engineTests: limiter(20, 10),
    /** By teammate: each sums up a month of calls. */
    usage: limiter(60, 60),
    /** By teammate: websites added and read again. */
    readings: limiter(20, 10),
  };
}
