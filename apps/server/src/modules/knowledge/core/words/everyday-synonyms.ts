// What customers say and help centres write for it, in English. Only pairs that hardly ever mean
// different things in support; vectors know the rest. A phrase is two words in a row.

const GROUPS: readonly (readonly string[])[] = [
  ['sign in', 'log in', 'log on', 'login', 'signin', 'logon'],
  ['sign out', 'log out', 'log off', 'logout', 'signout'],
  ['sign up', 'signup', 'register', 'create account'],
  ['set up', 'setup', 'configure'],
  ['delete', 'remove', 'erase', 'get rid'],
  ['cost', 'price', 'pricing', 'fee', 'charge', 'how much'],
  ['refund', 'money back', 'reimburse'],
  ['bill', 'invoice', 'receipt'],
  ['payment', 'pay', 'billing'],
  ['cancel', 'unsubscribe'],
  ['change', 'update', 'edit', 'modify'],
  ['buy', 'purchase', 'order'],
  ['picture', 'image', 'photo'],
  ['phone', 'mobile', 'smartphone', 'cell phone'],
  ['error', 'problem', 'issue', 'trouble'],
  ['broken', 'not working', 'troubleshoot', 'fail'],
  ['fix', 'resolve', 'solve', 'troubleshoot', 'repair'],
  ['colleague', 'coworker', 'team member', 'teammate'],
  ['company', 'organization', 'organisation', 'business'],
  ['org', 'organization', 'organisation'],
  ['stop', 'disable', 'turn off', 'switch off', 'deactivate'],
  ['enable', 'turn on', 'switch on', 'activate'],
  ['folder', 'directory'],
  ['settings', 'preferences', 'options'],
  ['contact', 'reach', 'get in touch'],
  ['parcel', 'package', 'shipment'],
  ['shipping', 'delivery'],
  ['mail', 'email'],
  ['website', 'site', 'web page', 'webpage'],
  ['app', 'application'],
  ['docs', 'documentation'],
  ['info', 'information'],
  ['address', 'url', 'link'],
  ['key', 'token'],
  ['copy', 'duplicate'],
  ['backup', 'back up', 'snapshot'],
  ['restore', 'recover', 'get back'],
  ['move', 'migrate', 'transfer', 'import'],
  ['add', 'create', 'new'],
  ['invite', 'add member', 'add user'],
  ['dark mode', 'dark theme'],
  ['permission', 'access', 'rights'],
  ['upgrade', 'update'],
  ['renew', 'extend', 'prolong'],
  ['expire', 'run out', 'end'],
  ['plan', 'subscription', 'tier'],
  ['discount', 'coupon', 'promo code', 'voucher'],
];

const PARTNERS = new Map<string, Set<string>>();
for (const group of GROUPS)
  for (const phrase of group) {
    const partners = PARTNERS.get(phrase) ?? new Set();
    for (const other of group) if (other !== phrase) partners.add(other);
    PARTNERS.set(phrase, partners);
  }

/** Words and phrases that stand for this word or two-word phrase; folded. */
export function everydaySynonyms(phrase: string): readonly string[] {
  return [...(PARTNERS.get(phrase) ?? [])];
}
