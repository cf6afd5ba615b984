import { ROLES } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideMemberChange, type Member, type MemberChange } from './roles.ts';

const member = (role: Member['role'], id: string = role, disabled = false): Member => ({
  id,
  role,
  disabled,
});

describe('changing a teammate', () => {
  it('is for owners and admins', () => {
    const decision = decideMemberChange(member('teammate'), member('admin'), { disabled: true }, 1);
    expect(decision.outcome).toBe('forbidden');
  });

  it('an admin may make a teammate an admin, and not an owner', () => {
    const target = member('teammate');
    expect(decideMemberChange(member('admin'), target, { role: 'admin' }, 1)).toMatchObject({
      outcome: 'change',
      role: 'admin',
    });
    expect(decideMemberChange(member('admin'), target, { role: 'owner' }, 1).outcome).toBe(
      'forbidden',
    );
  });

  it('an admin may not touch an owner', () => {
    const decision = decideMemberChange(member('admin'), member('owner'), { disabled: true }, 2);
    expect(decision.outcome).toBe('forbidden');
  });

  it('nobody disables themselves', () => {
    const me = member('owner');
    expect(decideMemberChange(me, me, { disabled: true }, 2).outcome).toBe('conflict');
  });

  it('law: whatever is asked, a workspace with an owner who can sign in keeps one', () => {
    const anyRole = fc.constantFrom(...ROLES);
    const anyMembers = fc.array(fc.record({ role: anyRole, disabled: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    });
    const anyChange = fc.record(
      { role: anyRole, disabled: fc.boolean() },
      { requiredKeys: [] },
    ) as fc.Arbitrary<MemberChange>;
    fc.assert(
      fc.property(anyMembers, anyChange, fc.nat(), fc.nat(), (people, change, i, j) => {
        const members = people.map((person, index) => ({ ...person, id: String(index) }));
        const by = members[i % members.length]!;
        const target = members[j % members.length]!;
        const owners = members.filter(isActiveOwner).length;
        fc.pre(owners > 0 && !by.disabled);

        const decision = decideMemberChange(by, target, change, owners);
        if (decision.outcome !== 'change') return;
        const after = members.map((one) => (one === target ? { ...one, ...decision } : one));
        expect(after.filter(isActiveOwner).length).toBeGreaterThan(0);
      }),
    );
  });
});

const isActiveOwner = ({ role, disabled }: Omit<Member, 'id'>) => role === 'owner' && !disabled;
