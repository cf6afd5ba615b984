/**
 * Who may change what about whom. The invariant: a workspace always has an owner who can sign in.
 */
import type { Role } from '@baton/protocol';

export interface Member {
  id: string;
  role: Role;
  disabled: boolean;
}

export interface MemberChange {
  role?: Role | undefined;
  disabled?: boolean | undefined;
}

export type MemberChangeDecision =
  | { outcome: 'change'; role: Role; disabled: boolean }
  | { outcome: 'forbidden'; why: string }
  | { outcome: 'conflict'; why: string };

/** Settings, invitations and what the AI agent knows are the owner's and the admins'. */
export function mayManage(role: Role): boolean {
  return role === 'owner' || role === 'admin';
}

/**
 * @param activeOwners how many owners can sign in right now, the target included
 */
export function decideMemberChange(
  by: Member,
  target: Member,
  change: MemberChange,
  activeOwners: number,
): MemberChangeDecision {
  const role = change.role ?? target.role;
  const disabled = change.disabled ?? target.disabled;

  if (!mayManage(by.role)) {
    return { outcome: 'forbidden', why: 'Only an owner or an admin may change teammates.' };
  }
  if (by.role !== 'owner' && (target.role === 'owner' || role === 'owner')) {
    return { outcome: 'forbidden', why: 'Only an owner may make, change or disable an owner.' };
  }
  const losesAnOwner =
    target.role === 'owner' && !target.disabled && (role !== 'owner' || disabled);
  if (losesAnOwner && activeOwners <= 1) {
    return {
      outcome: 'conflict',
      why: 'This is the last owner. Make somebody else an owner first.',
    };
  }
  if (by.id === target.id && disabled) {
    return { outcome: 'conflict', why: 'You cannot disable yourself.' };
  }
  return { outcome: 'change', role, disabled };
}
