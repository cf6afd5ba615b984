/**
 * The one limit that the screen says before the server does. Written out because the protocol's
 * own constant would bring its schema library along; a test holds the two together.
 */
export const MESSAGE_LENGTH = 20_000;
