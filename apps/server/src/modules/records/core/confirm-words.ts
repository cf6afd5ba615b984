/** What a person types before somebody is erased: who it is, so that it is not somebody else. */

const FOR_NOBODY_KNOWN = 'erase';

export function confirmWords({ name, email }: { name: string | null; email: string | null }) {
  return email?.trim() || name?.trim() || FOR_NOBODY_KNOWN;
}

export function isConfirmed(
  contact: { name: string | null; email: string | null },
  typed: string,
): boolean {
  const same = (text: string) => text.trim().normalize('NFC').toLowerCase();
  return same(typed) === same(confirmWords(contact));
}
