/**
 * Integrations: what Baton says to other people's servers. The requests of actions, and
 * webhooks (a folder of its own); every one goes through safe-fetch, so none reaches an address that the public cannot reach.
 */
export { createActionClient, createServerCheck } from './action-client.ts';
export {
  createWebhooks,
  type DeliveryEnd,
  WEBHOOK_STANDINGS,
  type Webhooks,
  webhookSecrets,
} from './webhooks/index.ts';
