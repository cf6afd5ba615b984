/** What travels with a request through middleware and routes. */
import type { ProblemCode } from '@baton/protocol';
import type { HttpBindings } from '@hono/node-server';
import type { HalfSignedIn, SignedIn, Visitor } from '../modules/accounts/index.ts';

export interface HttpEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** Why somebody was kept out, where they were. */
    keptOut?: ProblemCode;
    requestId: string | undefined;
    /** The signed-in teammate: set on every route that is not open to everybody. */
    me: SignedIn;
    /** Between password and code: set on the routes of the second step alone. */
    half: HalfSignedIn;
    /** The token of the session, to end it. */
    sessionToken: string;
    /** The customer: set on the widget's routes that need a token. */
    visitor: Visitor;
  };
}
