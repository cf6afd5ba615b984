/** Why Baton could not start, in words for whoever started it; the stack only where it helps. */
import {
  DataDirectoryInUse,
  EmbeddedPostgresError,
  MigrationError,
  SecretKeyError,
} from './platform/index.ts';

export function explainStartFailure(error: unknown): string {
  if (
    error instanceof DataDirectoryInUse ||
    error instanceof EmbeddedPostgresError ||
    error instanceof MigrationError ||
    error instanceof SecretKeyError
  ) {
    return error.message;
  }
  const { code, port, message } = error as { code?: string; port?: number; message?: string };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`;
  }
  if (code === 'EACCES' && port !== undefined) {
    return `Port ${port} needs rights that this user does not have. Choose one above 1023: PORT=3000`;
  }
  if (error instanceof Error && error.name === 'DatabaseUnavailable') {
    return `The database cannot be reached: ${message}\nCheck DATABASE_URL, and that PostgreSQL runs there.`;
  }
  return `Baton could not start.\n${error instanceof Error ? (error.stack ?? message) : String(error)}`;
}
