/** Customers: a visitor has no name; whoever tells us theirs can be reached again. */
import type { ContactDetails } from '@baton/protocol';
import type { Parts } from './parts.ts';

export function createContacts({ database }: Parts) {
  /** Keeps what is known where nothing new is said. Returns the details as they are now. */
  async function identify(
    workspaceId: string,
    contactId: string,
    told: { name: string | null; email: string | null },
  ): Promise<ContactDetails> {
    const [row] = await database.query<ContactDetails>(
      `update contacts set name = coalesce($3, name), email = coalesce($4, email)
       where workspace_id = $1 and id = $2 returning name, email`,
      [workspaceId, contactId, told.name, told.email],
    );
    return row ?? { name: null, email: null };
  }

  return { identify };
}
