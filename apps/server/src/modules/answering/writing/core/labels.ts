// Headings and what leads up to a list: they name what follows, and are shown only along with it.
// Nothing checks them against a passage, so none may state anything: "To reset your lamp:" is one,
// "You can use the lamp in a bathroom:" is a claim like any other sentence.

import { overlap } from './plain-words.ts';

const LONGEST = 160;
const LABEL_WORDS = new Set(
  "follow follows following steps step these this here here’s here's there what need needed with please simply easy first next then option options ways below summary note important example overview folgende folgen schritte schritten diese dieser hier sind gehen beachten wichtig hinweis beispiel voici suivez étapes suivantes suivez comment besoin faut pour siga sigue pasos siguientes estos aquí cómo para puede puedes necesitas brauchen benötigen your you’ll you'll will how to and the for"
    .split(' ')
    .map((word) => word.slice(0, 6)),
);

const COUNT = String.raw`(?:(?:\d{1,2}|two|three|four|five|six|zwei|drei|vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco) )?`;
/** What states nothing though it has a verb; taken off before the rest is read. */
const PLAIN: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:(?:here|these) (?:is|are) (?:the |your |some )?${COUNT}(?:\p{L}+ )?(?:steps|ways?|options|details|summary|overview)|here(?:['’]s| is) (?:how|what)(?: to (?:do|do it|do that|do so))?|(?:please |simply |just )?(?:follow|take) (?:these|the|those) ${COUNT}(?:easy |simple |following )?steps|(?:do|try) the following|(?:proceed )?as follows)\b`,
    'u',
  ),
  /^(?:first,? )?(?:what )?you(?: will|['’]ll)? need(?: to have)?$/u,
  /^(?:how|what|where|when) (?:do|can) (?:i|you)\b/u,
  /^(?:so geht(?: es|['’]s)?|(?:bitte )?(?:gehen sie|gehe) (?:so|wie folgt|folgendermaßen) vor|(?:bitte )?(?:folgen sie|folge) diesen schritten|hier sind die schritte|(?:sie brauchen|sie benötigen|du brauchst|du benötigst))$/u,
  /\b(?:gehen sie (?:so|wie folgt) vor|folgen sie diesen schritten)$/u,
  /^(?:voici (?:comment(?: faire)?|les étapes)|il (?:vous|te) faut|vous avez besoin de)\b/u,
  /^(?:estos son los pasos|así se hace|necesitas?|necesita)$/u,
];
const STATING =
  String.raw`is are was were be been am isn't aren't have has had do does did don't doesn't can can't cannot could will won't would shall should may might must need needs let lets
  not no none never nothing nobody neither nor without any all every everything each always only ever unless except
  you we they it i he she
  covers? covered costs? includes? works? lasts? takes? gets? breaks? allows? requires? comes? goes? makes? gives? offers? ends? expires? applies apply belongs? contains? supports? uses? using use put leave keep throw wash touch ignore pay pays free safe possible impossible okay allowed included waterproof unlimited guaranteed
  \p{L}{3,}ed
  ist sind war waren hat haben kann kannst können könnte darf dürfen muss müssen soll sollte sollten wird werden gilt gelten deckt kostet enthält braucht nicht nichts kein\p{L}* nie niemals alle alles jede\p{L}? immer nur ohne sie ihr wir du ich es kostenlos erlaubt sicher möglich
  est sont peut peuvent pouvez doit doivent devez sera ne pas jamais rien tout tous toute toutes aucune? sans vous nous ils elles couvre coûte gratuite?
  es son está están puede puedes pueden debe debes deben tiene tienes tienen hay no nunca nada todos? todas? ning[uú]na? sin cubre cuesta gratis`
    .split(/\s+/u)
    .join('|');
const STATES = new RegExp(
  String.raw`(?<![\p{L}])(?:${STATING})(?![\p{L}])|\p{N}|\p{L}n['’]t(?!\p{L})|\p{L}['’](?:s|re|ll|ve|d) (?:an?|not|the|in|on|to|be)\b|[;!?]`,
  'iu',
);
/** "To", "How to", "For": what comes next is what somebody wants, not what is so. */
const WANTED =
  /^(?:(?:if you (?:want|need|would like) )?to|how to|how you|um|wie|pour|comment|para|cómo)\s+/u;
/** Within a wish these are no statement: "to use your lamp". */
const IN_A_WISH =
  /(?<!\p{L})(?:use|put|leave|keep|wash|pay|get|take|make|give|let|be|have|do|allow|include|apply|support|offer|require|werden|haben|können|you|sie|vous|es|covered|connected|paired)(?!\p{L})/gu;

/** All its words are the question's, the passages' or of no weight, and it states nothing. */
export function isLabel(sentence: string, known: ReadonlySet<string>): boolean {
  const bare = sentence.trim();
  const shape = /[:：]["'*_]*$/u.test(bare) || /^(?:#{1,6}\s|\*\*[^*]+\*\*$)/u.test(bare);
  if (!shape || bare.length > LONGEST || bare.split(/\s+/u).length > 20) return false;
  if (/[.!?]\s+\S/u.test(bare) || statesSomething(bare)) return false;
  return (
    overlap(bare.replace(/\b\d{1,2}\b/gu, ''), new Set([...known, ...LABEL_WORDS])) === 1 ||
    !/[\p{L}]{4}/u.test(bare)
  );
}

function statesSomething(label: string): boolean {
  const words = label
    .toLowerCase()
    .replace(/^#{1,6}\s+/u, '')
    .replace(/^[*_"'\s]*(?:(?:step|schritt|étape|paso) )?\d{1,2}[.):]\s+/u, '')
    .replace(/[*_`"]/gu, '')
    .replace(/[\s:：?]+$/u, '')
    .trim();
  const rest = PLAIN.reduce((left, plain) => left.replace(plain, ' '), words).trim();
  const wish = WANTED.exec(rest);
  if (wish === null) return STATES.test(rest);
  // A second clause is none of the wish.
  const [wanted = '', ...more] = rest.slice(wish[0].length).split(/[,:;–—]/u);
  return STATES.test(wanted.replace(IN_A_WISH, ' ')) || more.some((each) => STATES.test(each));
}
