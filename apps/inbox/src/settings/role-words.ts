import type { Role } from '@baton/protocol';

export const roleWords: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  teammate: 'Teammate',
};
