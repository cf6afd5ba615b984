// A text as the words that carry its meaning, for holding a sentence against a passage: contractions
// written out, stems, everyday synonyms as one, what is negated, and which words stand close together.

export interface Word {
  /** As written, in lower case. */
  raw: string;
  /** What "return", "returns" and "send back" share. */
  stem: string;
  /** 0 for words that say nothing by themselves. */
  weight: number;
  /** Stands behind a negation of its clause: "cannot be *returned*". */
  negated: boolean;
  /** Which clause of the text; clauses end at commas, semicolons, colons, dashes and "but". */
  clause: number;
  /** Character offset in the text as `writtenOut` gives it. */
  at: number;
}

/** @param plain as `writtenOut` gives it */
export function wordsOf(plain: string): Word[] {
  const tokens = [...plain.matchAll(TOKEN)];
  const words: Word[] = [];
  const denied = new Set<number>();
  let clause = 0;
  let negated = false;
  tokens.forEach(({ 0: token, index: at }, n) => {
    const [next = ''] = tokens[n + 1] ?? [];
    if (
      BREAK.test(token) ||
      TURN.has(token) ||
      (/^(?:and|or|und|et|y)$/u.test(token) && OPENS.has(next))
    ) {
      clause += 1;
      negated = false;
      if (BREAK.test(token)) return;
    }
    const before = words.at(-1)?.raw ?? '';
    const weight = STOP.has(token) ? 0 : 1;
    words.push({ raw: token, stem: stemOf(token), weight, negated, clause, at });
    if (!NEGATORS.has(token)) return;
    // "not only", "not just": nothing is denied.
    if (/^(?:only|just)$/u.test(next)) return;
    negated = true;
    // "is not possible" denies its subject as well; "and not into a dimmed socket" what follows.
    // "Daylight scene: no": a table's answer.
    const last = next === '' || BREAK.test(next);
    if (last || (!FORWARD.has(token) && (token !== 'not' || AUXILIARY.has(before))))
      denied.add(clause);
  });
  return words.map((word) => (denied.has(word.clause) ? { ...word, negated: true } : word));
}

const TOKEN = /[\p{L}\p{N}]+(?:[.'_-][\p{L}\p{N}]+)*|[,;:()–—…•|/⟩]|[.!?](?=\s|$)/gu;
const BREAK = /^[,;:()–—…•|/⟩.!?]$/u;
/** After "and" these begin a clause of their own. */
const OPENS = new Set(
  'do does can will must may is are was you we it they please then not never'.split(' '),
);
const AUXILIARY = new Set(
  'is are was were be been do does did can could will would shall should may might must have has had need'.split(
    ' ',
  ),
);

/** A new thought inside a sentence. */
const TURN = new Set([
  'but',
  'although',
  'though',
  'however',
  'whereas',
  'while',
  'unless',
  'except',
]);

export const NEGATORS = new Set(
  (
    'not no never none nothing nobody neither nor without cannot unable impossible hardly forbidden prohibited declined rejected refused hidden excluded ' +
    'nicht kein keine keinen keiner keinem nie niemals ohne weder ' +
    'pas jamais aucun aucune sans nunca sin ningún ninguna ningun tampoco'
  ).split(' '),
);

/** These deny only what follows them: "start it *without* losing anything". */
const FORWARD = new Set(
  'no without none ohne kein keine keinen keiner keinem sans sin aucun aucune'.split(' '),
);

/** "don't" → "do not", "E-Mail" → "email", "sign-in" stays whole, typographic marks plain. */
export function writtenOut(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[’‘`´]/gu, "'")
    .toLowerCase()
    .replace(/\b(?:can't|cannot)\b/gu, 'can not')
    .replace(/\bwon't\b/gu, 'will not')
    .replace(/n't\b/gu, ' not')
    .replace(/'(?:ll|ve|re|d|m|s)\b/gu, '')
    .replace(/\be-?mails?\b/gu, 'email')
    .replace(
      /\b(?:send|sends|sent|sending) (it |them |anything |something |the \w+ )?back\b/gu,
      'return $1',
    )
    .replace(/\bnoon\b/gu, '12:00')
    .replace(/\bmidnight\b/gu, '0:00')
    .replace(
      /\b(?:free of charge|without charge|at no (?:extra )?(?:cost|charge)|for nothing|complimentary|costs nothing|pays? nothing|(?:does|do|will) not (?:cost|pay)(?: you| them)? anything|(?:is|are) no (?:charge|fee)|no (?:charge|fee)s?)\b/gu,
      'free',
    )
    .replace(
      /\b(?:do|does) not (?:need|have) to\b|\bthere is no need (?:to|for)\b|\bno need (?:to|for)\b/gu,
      'optional to',
    )
    .replace(/\b(?:is|are) not (?:required|necessary|needed)\b/gu, 'optional')
    .replace(/\b(?:at once|straight ?away|right away|instantly)\b/gu, 'immediately')
    .replace(/\b(?:rather than|instead of)\b/gu, 'not')
    .replace(/\bno longer than\b/gu, 'at most')
    .replace(/\bno (?:more|later) than\b/gu, 'at most')
    .replace(/\bno (?:less|fewer) than\b/gu, 'at least');
}

export function stemOf(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size > 50_000) remembered.clear();
  const stem = SAME.get(word) ?? cut(word);
  const found = SAME.get(stem) ?? stem;
  remembered.set(word, found);
  return found;
}

const remembered = new Map<string, string>();

/** English endings, and those of the other languages that an ending gives away. */
function cut(word: string): string {
  if (word.length < 4 || /\p{N}/u.test(word)) return word;
  let stem = word.normalize('NFKD').replace(/\p{M}+/gu, '');
  stem = stem
    .replace(/sses$/u, 'ss')
    .replace(/(?<=(?:s|x|z|ch|sh))es$/u, '')
    .replace(/ies$/u, 'y')
    .replace(/(?<=[^su])s$/u, '');
  const before = stem;
  stem = stem
    .replace(/ied$/u, 'y')
    .replace(/(?<=[aeiouy].*)(?:ing|ed)$/u, '')
    .replace(/(?<=.{3})(?:ation|ition|ion|ment)$/u, '')
    .replace(/(?<=.{3})ically$/u, 'ic')
    .replace(/(?<=.{3})ly$/u, '')
    .replace(/(?<=.{4})(?:ungen|ung|heit|keit|aux|eux|idad|cion)$/u, '');
  if (stem.length < 3) stem = before;
  stem = stem.replace(/([bdfgklmnprt])\1$/u, '$1').replace(/(?<=.{2})[ey]$/u, '');
  return stem.replace(/(?<=.{3})(?:i|at)$/u, '');
}

/** Everyday words of help pages that say the same, by stem; the first stands for all. */
const GROUPS = `
cost price charge fee rate
buy purchase bought order ordered
delete remove erase deleted
choose select pick chosen tick hit click tap press push
begin start began begun launch commence
end finish expire ended
show display shown
need require must necessary required
get receive got obtain gotten
parcel package packet
contact write reach touch
change edit modify adjust amend
immediately instantly
help assist
weigh weight
day daily
month monthly
year yearly annual annually
week weekly
home house
phone telephone
call ring
keep kept retain remain stay
send sent ship dispatch submit
pay paid payment
refund reimburse repay
add added
use used usage utilise
make made create
find found locate
lose lost
give given gave
big large bigger larger
small little smaller
quick fast quickly
about approximately roughly around circa
maximum max
minimum
allow permit permitted
person people user someone somebody
customer client
company business firm
picture photo image photograph
broken damaged faulty defective damage defect
light lamp
film movie
child kid children
bike bicycle
sick ill illness
support compatible
open opened
login signin sign-in log-in
signin sign-in
plan subscription tariff
include contain included come comes
connect join link
wifi wi-fi wlan
turn switch
quarter three-month
limit restrict cap
extra additional further
several multiple many
old earlier previous former
new newer
automatic automatically itself
choice option
own self
forever permanently
another second
leave left
wait waiting
guarantee warranty
device appliance machine
`;

const SAME = new Map<string, string>();
for (const line of GROUPS.trim().split('\n')) {
  const [first = '', ...others] = line.split(' ');
  const name = cut(first);
  for (const other of [first, ...others]) {
    if (!SAME.has(other)) SAME.set(other, name);
    if (!SAME.has(cut(other))) SAME.set(cut(other), name);
  }
}

export const STOP = new Set(
  (
    'a an the this that these those it its they them their he she his her him you your yours we us our ' +
    'i me my is are was were be been being am do does did done have has had having will would shall ' +
    'should can could may might to of in on at by for from with as and or if then so than when where ' +
    'which who whom whose what how why there here also just even still too very please let lets up out ' +
    'into onto over about off per via etc e.g i.e not no nor any some such own same only both each ' +
    'well now yes once again simply want like able possible way ways thing things case otherwise ' +
    'der die das den dem des ein eine einen einem einer und oder ist sind war wird werden kann können ' +
    'sie ihr ihre ihren ihrem wir uns unser es er zu im in am an auf für von mit bei bis aus als wenn ' +
    'auch nur noch so dass sich nicht kein keine nach vor ' +
    'le la les un une des du de et ou est sont être à au aux en dans sur pour par avec ce cette ces vous ' +
    'votre vos nous notre nos il elle ils on que qui ne pas si y ' +
    'el los las uno una unos y o es son ser al en con por para su sus usted se lo que no sí del'
  ).split(' '),
);
