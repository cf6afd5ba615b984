// Sentences that claim nothing: "Sure, here is how:", "Let me know if that helps.", "I don't have
// information about that." They need no passage, so they are told by shape alone, and strictly: the
// whole sentence must be one of these, short, without a figure, a link or an aside that could
// carry a claim. What is not recognised is a claim, and is checked.

import { overlap } from './plain-words.ts';

const HELP = String.raw`(?:help|assist|hear from you|answer|explain)`;
const MORE = String.raw`(?:\s+(?:any|with|about|that|this|further|more|other|anything|else|you|have|if|need|questions?|there|is|are|do|don['’]t|hesitate|feel|free|to|ask|reach|out|happy|let|me|know|i|i['’]m|i['’]ll|be|glad|here|us|or|and|would|like|for|the|details|assistance|help|can|at|anytime|again|want|should|still))*`;

const COURTESIES: readonly RegExp[] = [
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|welcome)(?: there| again| and welcome)?$/u,
  /^(?:sure|of course|certainly|absolutely|no problem|gladly|great|perfect|good news|great question|good question|got it|i see|i understand|thanks|thank you|many thanks|you['’]re welcome|no worries|alright|okay|ok)(?:,? (?:thing|for (?:asking|reaching out|your (?:question|message|patience|interest))|so much|very much|i can help(?: you)?(?: with that)?|happy to help|i['’]d be (?:happy|glad) to help(?: you)?(?: with that)?))*$/u,
  new RegExp(
    String.raw`^(?:i['’]?(?:m| am|d| would| will|ll) )?(?:be )?(?:happy|glad|here|pleased|delighted) to ${HELP}${MORE}$`,
    'u',
  ),
  new RegExp(
    String.raw`^(?:please )?(?:let me know|feel free|don['’]t hesitate|just ask|just let me know|if you (?:have|need|would like|want)|is there anything else|can i help|how can i help|anything else)${MORE}$`,
    'u',
  ),
  /^(?:i )?hope (?:that|this|it|the above)(?: information)? (?:helps|is helpful|answers your question)(?: you)?$/u,
  /^(?:does|did) (?:that|this) (?:help|answer your question|work for you)$/u,
  /^(?:i['’]?(?:m| am) )?(?:so |very |really )?sorry (?:to hear (?:that|about that|about this|you['’]re having (?:this )?trouble)|about that|for (?:the|any) (?:inconvenience|trouble|confusion)|you['’]re having trouble)$/u,
  /^(?:have a (?:great|nice|good|lovely) (?:day|evening|weekend)|take care|good luck|best(?: wishes| regards)?|kind regards)$/u,
  // German
  /^(?:hallo|guten (?:tag|morgen|abend)|gerne?|sehr gerne?|natürlich|klar|selbstverständlich|kein problem|danke|vielen dank|gute frage|alles klar)(?:,? (?:gerne?|für (?:ihre|deine) (?:frage|nachricht|geduld)|ich helfe (?:ihnen|dir) gerne?(?: weiter| dabei)?))*$/u,
  /^(?:ich )?(?:helfe|hilf) (?:ihnen|dir)? ?(?:gerne?)?(?: weiter| dabei)?$/u,
  /^(?:ich hoffe,? (?:das|dies) hilft(?: ihnen| dir)?(?: weiter)?|(?:das )?tut mir leid(?:,? das zu hören)?|(?:bei|wenn|falls) (?:sie |du )?(?:weitere[nr]?|noch)? ?fragen (?:haben|hast|melden sie sich gerne?|melde dich gerne?)(?:,? (?:melden sie sich|melde dich|fragen sie|frag)(?: einfach| gerne?)?)?|kann ich (?:ihnen|dir) (?:sonst )?(?:noch )?(?:weiter)?(?:helfen|behilflich sein)|(?:melden sie sich|melde dich) (?:gerne?|jederzeit)(?:,? (?:wenn|falls) (?:sie|du) (?:noch |weitere )*fragen (?:haben|hast))?|schönen tag(?: noch)?|viele grüße)$/u,
  // French
  /^(?:bonjour|bonsoir|bien sûr|avec plaisir|certainement|pas de problème|merci|merci beaucoup|bonne question|d['’]accord)(?:,? (?:pour votre (?:question|message|patience)|avec plaisir))*$/u,
  /^(?:j['’]espère que (?:cela|ça) (?:vous )?aide(?:ra)?|n['’]hésitez pas(?: à (?:me |nous )?(?:contacter|demander|poser d['’]autres questions|revenir vers (?:moi|nous)))?(?: si (?:vous avez|besoin)(?: d['’]autres questions)?)?|(?:je suis )?(?:vraiment )?désolée?(?: d['’]apprendre cela| pour (?:ce|le) désagrément)?|bonne journée|puis-je vous aider (?:pour )?autre chose)$/u,
  // Spanish
  /^[¡¿]?(?:hola|buenos días|buenas tardes|claro(?: que sí)?|por supuesto|con gusto|sin problema|gracias|muchas gracias|buena pregunta|de acuerdo)(?:,? (?:por (?:su|tu) (?:pregunta|mensaje|paciencia)|con gusto))*$/u,
  /^[¡¿]?(?:espero que (?:esto|eso) (?:te |le )?(?:ayude|sirva)|(?:si tiene|si tienes) (?:más|otras|alguna) (?:preguntas?|dudas?)(?:,? (?:no dudes? en (?:preguntar|escribirnos|decírmelo)|aquí estoy))?|no dudes? en (?:preguntar|escribirnos|contactarnos)|lamento (?:oír eso|las molestias|escuchar eso)|que tengas? un buen día|(?:puedo|en qué puedo) ayudarle? (?:en|con) algo más)$/u,
];

const KNOWS_NOT: readonly RegExp[] = [
  /^(?:unfortunately|i['’]?m sorry|i am sorry|sorry)?,? ?(?:but )?i (?:do not|don['’]t|could not|couldn['’]t|cannot|can['’]t|am not able to|was(?:n['’]t| not) able to) (?:have|find|see|know|answer)\b/u,
  /^(?:unfortunately,? )?(?:there is|there['’]s) no information\b/u,
  /^(?:unfortunately,? |leider )?(?:dazu |darüber )?(?:habe ich|ich habe|finde ich|ich finde|weiß ich|ich weiß)\b.{0,60}\b(?:keine?n?|nichts?|nicht)\b/u,
  /^(?:malheureusement,? |désolée?,? )?je (?:n['’]ai pas|ne (?:trouve|sais|dispose) pas)\b/u,
  /^(?:lamentablemente,? |lo siento,? )?no (?:tengo|encuentro|dispongo|sé)\b/u,
];
/** An aside after "I don't know" could say anything. */
const ASIDE =
  /[,;:–—()]|\b(?:but|however|although|except|because|instead|aber|jedoch|sondern|weil|mais|cependant|pero|sino|porque)\b/u;
const LONGEST = 160;

export function isCourtesy(sentence: string): boolean {
  const bare = stripped(sentence);
  if (bare === '' || bare.length > LONGEST) return bare === '';
  if (/[\d@/\\`<>[\]{}]/u.test(bare)) return false;
  return COURTESIES.some((pattern) => pattern.test(bare)) || admitsNotKnowing(sentence);
}

/** "I could not find anything about that." */
export function admitsNotKnowing(sentence: string): boolean {
  const bare = stripped(sentence);
  const known = KNOWS_NOT.find((pattern) => pattern.test(bare));
  if (known === undefined || bare.length > LONGEST || /[\d@/\\`<>[\]{}]/u.test(bare)) return false;
  return !ASIDE.test(bare.replace(known, ''));
}

/** "Yes." on its own: what it affirms is in the next sentence, and only that can be checked. */
export const isBareYesOrNo = (sentence: string): boolean =>
  /^(?:yes|no|yep|nope|ja|nein|oui|non|sí|si|correct|exactly|right|genau|はい|いいえ|是的?|不)$/u.test(
    stripped(sentence),
  );

const LABEL_WORDS = new Set(
  "follow follows following steps step these this here here’s here's there what need needed with please simply easy first next then options option ways below summary note important example overview folgende folgen schritte schritten diese dieser hier sind gehen beachten wichtig hinweis beispiel voici suivez étapes suivantes suivez comment faut pour siga sigue pasos siguientes estos aquí cómo para puede puedes can you your you’ll you'll will should must do how to and the for"
    .split(' ')
    .map((word) => word.slice(0, 6)),
);

/**
 * A heading, or what leads up to a list: it names what follows and is shown only along with it.
 * All its words are the question's, the passages' or of no weight.
 */
export function isLabel(sentence: string, known: ReadonlySet<string>): boolean {
  const bare = sentence.trim();
  const shape = /[:：]["'*_]*$/u.test(bare) || /^(?:#{1,6}\s|\*\*[^*]+\*\*$)/u.test(bare);
  if (!shape || bare.length > LONGEST || bare.split(/\s+/u).length > 20) return false;
  if (/[.!?]\s+\S/u.test(bare)) return false;
  return (
    overlap(bare.replace(/\b\d{1,2}\b/gu, ''), new Set([...known, ...LABEL_WORDS])) === 1 ||
    !/[\p{L}]{4}/u.test(bare)
  );
}

const stripped = (sentence: string) =>
  sentence
    .replace(/[\p{Extended_Pictographic}\uFE0F\u200D]/gu, '')
    .replace(/[*_]/gu, '')
    .trim()
    .replace(/^[¡¿"'“]+|[\s.!?:…"'”]+$/gu, '')
    .trim()
    .toLowerCase();
