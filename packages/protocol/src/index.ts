/**
 * The one source of Baton's outward shapes: API bodies, socket frames, problem codes, ids.
 * Server, inbox, widget, CLI and the OpenAPI document are all read from here.
 */
export * from './accounts.ts';
export * from './actions.ts';
export * from './contact-view.ts';
export * from './conversation.ts';
export * from './engine.ts';
export * from './ids.ts';
export * from './inbox-api.ts';
export * from './knowledge.ts';
export * from './live.ts';
export * from './notifications.ts';
export * from './policies.ts';
export * from './problem.ts';
export * from './records.ts';
export * from './reviews.ts';
export * from './routing.ts';
export * from './signing-in.ts';
export * from './sources.ts';
export * from './vocabulary.ts';
export * from './webhooks.ts';
export * from './widget-api.ts';
