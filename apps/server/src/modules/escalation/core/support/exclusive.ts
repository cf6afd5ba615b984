// Words of one set exclude each other: a ring that is red is not green, what comes by email does not
// come by letter. A sentence that says another word of a set than its place in the passages says
// something else, however alike the two are.

import { stemOf, type Word } from './words.ts';

const SETS = `
red green blue amber orange yellow white black grey gray purple pink brown
monday tuesday wednesday thursday friday saturday sunday weekend weekday
january february march april june july august september october november december
spring summer autumn winter
morning noon afternoon evening night midnight
email letter fax sms chat phone hotline
windows macos mac linux android ios ubuntu debian fedora
csv json xml pdf excel xlsx docx html yaml
owner admin administrator member guest viewer editor manager visitor
student teacher pupil senior pensioner
germany austria switzerland france spain italy norway sweden denmark netherlands poland belgium ireland portugal turkey japan china india australia canada
berlin frankfurt dublin paris london madrid amsterdam vienna zurich munich
half full double triple
first second third fourth last
left right top bottom
facebook google apple microsoft amazon twitter linkedin github
paypal klarna visa mastercard stripe ideal sepa
chrome firefox safari edge opera
english german french spanish italian portuguese dutch
north south east west
dog cat horse bird
basic standard premium pro business enterprise starter family hobby classic flex
car train bus bicycle plane
cash card cheque transfer invoice
passport licence visa
router modem switch bridge hub
king queen single double twin
bronze silver gold platinum
never rarely sometimes often usually always
read write
http https ftp ssh smtp imap
carrier courier bank supplier vendor police
button link tab menu
mp3 mp4 wav png jpg jpeg gif
wep wpa wpa2 wpa3
sha1 sha256 sha512 md5
`;

const setsOf = new Map<string, Set<number>>();
SETS.trim()
  .split('\n')
  .forEach((line, at) => {
    for (const word of line.split(' ')) {
      const stem = stemOf(word);
      setsOf.set(stem, (setsOf.get(stem) ?? new Set()).add(at));
    }
  });

/**
 * Words of the claim whose set is spoken of in these words, but by other members only: [word, the
 * other's] as written.
 */
export function clashes(claim: readonly Word[], told: readonly Word[]): [string, string][] {
  const here = new Set(told.map(({ stem }) => stem));
  const found: [string, string][] = [];
  for (const word of claim) {
    const sets = setsOf.get(word.stem);
    if (sets === undefined || here.has(word.stem)) continue;
    const rival = told.find(
      ({ stem, raw }) =>
        stem !== word.stem &&
        raw !== word.raw &&
        [...(setsOf.get(stem) ?? [])].some((set) => sets.has(set)) &&
        !claim.some((own) => own.stem === stem),
    );
    if (rival !== undefined) found.push([word.raw, rival.raw]);
  }
  return found;
}
