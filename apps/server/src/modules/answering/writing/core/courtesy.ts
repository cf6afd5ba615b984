// Sentences that claim nothing: "Sure, here is how:", "Let me know if that helps.", "I don't have
// information about that." They need no passage, so they are told by shape alone, and strictly: the
// whole sentence must be one of these, short, without a figure, a link or an aside that could
// carry a claim. What is not recognised is a claim, and is checked.

import { knowsNot } from './not-knowing.ts';

const HELP = String.raw`(?:help|assist|hear from you|answer|explain)`;
const MORE = String.raw`(?:\s+(?:any|with|about|that|this|further|more|other|anything|else|you|have|if|need|questions?|there|is|are|do|don['’]t|hesitate|feel|free|to|ask|reach|out|happy|let|me|know|i|i['’]m|i['’]ll|be|glad|here|us|or|and|would|like|for|the|details|assistance|help|can|at|anytime|again|want|should|still))*`;

const ASK = String.raw`(?:please )?(?:just )?(?:let (?:me|us) know|feel free to (?:ask|reach out|contact us|let me know)|(?:don['’]t|do not) hesitate to (?:ask|reach out|contact us)|ask|reach out|i['’]?(?:m| am) (?:always |still )?(?:here|happy|glad)(?: to help)?)(?: again| anytime| at any time)?`;
const IF = String.raw`(?:if|whether) (?:you (?:still )?(?:have|need|would like|want|['’]d like) (?:(?:any|some|further|more|other|additional|anything|something) ?)*(?:questions?|help|assistance|information|details|else)?(?: (?:with|about) (?:that|this|it|anything(?: else)?))?|there(?:['’]s| is) (?:anything|something) else(?: i can (?:help|do)(?: you)?(?: with| for you)?)?|(?:that|this|it) (?:helps?|helped|works?|worked|answers your question|solves (?:it|the problem|your problem))(?: for you)?)`;
const GOES = String.raw`how (?:it|that|this) (?:goes|works(?: out)?|went)(?: for you)?`;
const COURTESIES: readonly RegExp[] = [
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|welcome)(?: there| again| and welcome)?$/u,
  /^(?:sure|of course|certainly|absolutely|no problem|gladly|great|perfect|good news|great question|good question|got it|i see|i understand|thanks|thank you|many thanks|you['’]re welcome|no worries|alright|okay|ok)(?:,? (?:thing|for (?:asking|reaching out|your (?:question|message|patience|interest))|so much|very much|i can help(?: you)?(?: with that)?|happy to help|i['’]d be (?:happy|glad) to help(?: you)?(?: with that)?))*$/u,
  new RegExp(
    String.raw`^(?:i['’]?(?:m| am|d| would| will|ll) )?(?:be )?(?:happy|glad|here|pleased|delighted) to ${HELP}${MORE}$`,
    'u',
  ),
  new RegExp(
    String.raw`^(?!.*\b(?:you|that|this|there|it|us) (?:can|do|don['’]t|should)\b)(?:please )?(?:let me know|feel free|don['’]t hesitate|just ask|just let me know|if you (?:have|need|would like|want)|is there anything else|can i help|how can i help|anything else)${MORE}$`,
    'u',
  ),
  new RegExp(String.raw`^(?:${ASK}(?: (?:${IF}|${GOES}))?|${IF},? (?:then )?${ASK})$`, 'u'),
  /^(?:i )?hope (?:that|this|it|the above)(?: information)? (?:helps|is helpful|answers your question)(?: you)?$/u,
  /^(?:does|did) (?:that|this) (?:help|answer your question|work for you)$/u,
  /^(?:i['’]?(?:m| am) )?(?:so |very |really )?sorry (?:to hear (?:that|about that|about this|you['’]re having (?:this )?trouble)|about that|for (?:the|any) (?:inconvenience|trouble|confusion)|you['’]re having trouble)$/u,
  /^(?:have a (?:great|nice|good|lovely) (?:day|evening|weekend)|take care|good luck|best(?: wishes| regards)?|kind regards)$/u,
  // German
  /^(?:hallo|guten (?:tag|morgen|abend)|gerne?|sehr gerne?|natürlich|klar|selbstverständlich|kein problem|danke|vielen dank|gute frage|alles klar)(?:,? (?:gerne?|für (?:ihre|deine) (?:frage|nachricht|geduld)|ich helfe (?:ihnen|dir) gerne?(?: weiter| dabei)?))*$/u,
  /^(?:ich )?(?:helfe|hilf) (?:ihnen|dir)? ?(?:gerne?)?(?: weiter| dabei)?$/u,
  /^(?:ich hoffe,? (?:das|dies) hilft(?: ihnen| dir)?(?: weiter)?|(?:das )?tut mir leid(?:,? das zu hören)?|(?:bei|wenn|falls) (?:sie |du )?(?:weitere[nr]?|noch)? ?fragen (?:haben|hast|melden sie sich gerne?|melde dich gerne?)(?:,? (?:melden sie sich|melde dich|fragen sie|frag)(?: einfach| gerne?)?)?|kann ich (?:ihnen|dir) (?:sonst )?(?:noch )?(?:weiter)?(?:helfen|behilflich sein)|(?:melden sie sich|melde dich) (?:gerne?|jederzeit)(?:,? (?:wenn|falls) (?:sie|du) (?:noch |weitere )*fragen (?:haben|hast))?|schönen tag(?: noch)?|viele grüße)$/u,
  /^(?:(?:sagen sie|geben sie|sag|gib|lassen sie|lass) (?:mir|uns|es mich|es uns|mich|uns)(?: (?:gerne?|einfach|bitte))?(?: bescheid| wissen)?,? (?:ob|wenn|falls) (?:das|es|dies) (?:hilft|geholfen hat|funktioniert|klappt)|(?:wenn|falls) (?:sie|du) (?:noch |weitere |andere )*fragen (?:haben|hast),? (?:(?:melden sie sich|melde dich|fragen sie|frag)(?: einfach| gerne?| jederzeit)*|(?:sagen sie|geben sie|sag|gib) (?:mir|uns) (?:einfach |gerne? )?bescheid))$/u,
  // French
  /^(?:bonjour|bonsoir|bien sûr|avec plaisir|certainement|pas de problème|merci|merci beaucoup|bonne question|d['’]accord)(?:,? (?:pour votre (?:question|message|patience)|avec plaisir))*$/u,
  /^(?:j['’]espère que (?:cela|ça) (?:vous )?aide(?:ra)?|n['’]hésitez pas(?: à (?:me |nous )?(?:contacter|demander|poser d['’]autres questions|revenir vers (?:moi|nous)))?(?: si (?:vous avez|besoin)(?: d['’]autres questions)?)?|(?:je suis )?(?:vraiment )?désolée?(?: d['’]apprendre cela| pour (?:ce|le) désagrément)?|bonne journée|puis-je vous aider (?:pour )?autre chose)$/u,
  /^(?:(?:dites|dis|faites|fais)(?:-moi| moi|-le-moi|-nous| nous)(?: savoir)? (?:si (?:cela|ça) (?:vous |t['’])?(?:aide|a aidé|fonctionne|marche)|comment (?:cela|ça) se passe)|si vous avez (?:d['’]autres|des) questions,? (?:n['’]hésitez pas(?: à (?:me |nous )?(?:contacter|demander|le dire))?|dites-le[- ]moi|faites-le[- ]moi savoir))$/u,
  // Spanish
  /^[¡¿]?(?:hola|buenos días|buenas tardes|claro(?: que sí)?|por supuesto|con gusto|sin problema|gracias|muchas gracias|buena pregunta|de acuerdo)(?:,? (?:por (?:su|tu) (?:pregunta|mensaje|paciencia)|con gusto))*$/u,
  /^[¡¿]?(?:espero que (?:esto|eso) (?:te |le )?(?:ayude|sirva)|(?:si tiene|si tienes) (?:más|otras|alguna) (?:preguntas?|dudas?)(?:,? (?:no dudes? en (?:preguntar|escribirnos|decírmelo)|aquí estoy))?|no dudes? en (?:preguntar|escribirnos|contactarnos)|lamento (?:oír eso|las molestias|escuchar eso)|que tengas? un buen día|(?:puedo|en qué puedo) ayudarle? (?:en|con) algo más)$/u,
  /^[¡¿]?(?:(?:dime|dígame|avísame|avíseme|cuéntame|cuénteme|házmelo saber|hágamelo saber) (?:si (?:eso|esto) (?:te |le )?(?:ayuda|ayudó|sirve|funciona)|cómo (?:te |le )?va)|si (?:tiene|tienes) (?:más|otras|alguna otra|alguna) (?:preguntas?|dudas?),? (?:solo )?(?:dímelo|dígamelo|avísame|avíseme|házmelo saber|hágamelo saber|no dudes? en (?:preguntar|avisarme)))$/u,
];

const LONGEST = 160;

export function isCourtesy(sentence: string): boolean {
  const bare = stripped(sentence);
  if (bare === '' || bare.length > LONGEST) return bare === '';
  if (/[\d@/\\`<>[\]{}]/u.test(bare)) return false;
  return COURTESIES.some((pattern) => pattern.test(bare)) || knowsNot(bare);
}

/** "Yes." on its own: what it affirms is in the next sentence, and only that can be checked. */
export const isBareYesOrNo = (sentence: string): boolean =>
  /^(?:yes|no|yep|nope|ja|nein|oui|non|sí|si|correct|exactly|right|genau|はい|いいえ|是的?|不)$/u.test(
    stripped(sentence),
  );

const stripped = (sentence: string) =>
  sentence
    .replace(/[\p{Extended_Pictographic}\uFE0F\u200D]/gu, '')
    .replace(/[*_]/gu, '')
    .trim()
    .replace(/^[¡¿"'“]+|[\s.!?:…"'”]+$/gu, '')
    .trim()
    .toLowerCase();
