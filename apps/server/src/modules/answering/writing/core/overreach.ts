// What an AI agent must not say in any words: that it acted or will act, that something was granted
// to this customer, that it is a person, and that a secret should be sent. No document can make
// these true, so no passage excuses the first three; a secret may be asked for where a document
// does in just these words.

import { plainWords } from './plain-words.ts';

const ACT =
  'refund|reimburs|credit|cancel|process|issu|sent|send|approv|waiv|upgrad|downgrad|chang|updat|delet|remov|reset|escalat|forward|transfer|guarant|promis|assur|confirm|appl(?:y|ied)|add(?:ed)?\\b|extend|unlock|activat|deactivat|book|schedul|order|ship|grant|authori[sz]|arrang|submit|fil(?:e|ed)\\b|look(?:ed)? (?:up|into)|access|verif|contact|notif|compensat|give|gave|offer|hand|connect|pass|put|plac|mak|made|set|open|clos|creat|revers|charg|assign|rais|log(?:ged)?\\b|check(?:ed)?\\b|sort(?:ed)?\\b|fix|resolv|expedit|priorit';
const ADVERBS = String.raw`(?:(?:just|now|already|also|gladly|happily|immediately|personally|certainly|definitely|hereby|go ahead and|be able to|going to|have|be|been|to)\s+){0,4}`;

const ACTS: readonly RegExp[] = [
  new RegExp(
    String.raw`\bi(?:\s+|['’](?:ve|ll|m|d)\s+)(?:(?:have|had|will|can|could|shall|would|am|did|do|must|may)\s+)?${ADVERBS}(?:${ACT})`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:we|our team|the team|support|someone|a colleague|an agent)(?:\s+|['’](?:ve|ll|re)\s+)(?:(?:have|has|will|are|is|shall)\s+)(?:just|now|already|immediately|be|going to|gladly|personally|\s)*(?:refund|credit|reimburs|waiv|upgrad|compensat|call you|cancell?(?:ed)? your)`,
    'iu',
  ),
  /\bi\s+(?:can\s+)?(?:promise|guarantee|assure you|give you my word|swear)\b/iu,
  /\b(?:^|[.!?:]\s+|as requested,?\s+|done[,:!]?\s+)(?:your|the requested|this)\s+(?:[\p{L}-]+\s+){1,4}(?:has|have|was|were|is)\s+(?:(?:just|now|already|been|hereby|successfully|fully|being)\s+)*(?:refund|credit|cancel|process|issu|approv|waiv|upgrad|chang|updat|delet|reset|escalat|transfer|confirm|appli|added|extend|unlock|activat|book|granted|authori[sz]|verif|suspend|compromis|blocked|reinstat)(?:ed|led|d)?\b/iu,
  /\byou(?:['’]ve|\s+have|\s+are|['’]re)\s+(?:(?:just|now|already|been|hereby)\s+)*(?:won|approved|selected|granted|upgraded|credited|refunded|verified|authori[sz]ed|awarded)\b/iu,
  // German
  /\bich\s+(?:habe|werde|kann|könnte|würde|hab)\b.{0,80}\b(?:erstatt|zurückerstatt|gutgeschrieb|gutschreib|storn|kündig|gekündigt|überw|geänder|änder|gelöscht|lösch|freigeschalt|freischalt|genehmig|zugesich|zusicher|veranlass|weitergeleit|weiterleit|bestätig|gebucht|buch|geschickt|schick|gesendet|send|gewähr|anbiet|eskalier|beantrag|zurücksetz|zurückgesetz|erlass)/iu,
  /\bich\s+(?:erstatte|storniere|kündige|ändere|lösche|genehmige|verspreche|garantiere|versichere|bestätige|schicke|sende|gewähre|leite|schreibe|buche|veranlasse)\b/iu,
  /(?:^|[.!?:]\s+)(?:ihre?|deine?)\s+(?:[\p{L}-]+\s+){1,4}(?:wurden?|ist|sind)\s+(?:[\p{L}-]+\s+){0,3}(?:erstattet|gutgeschrieben|storniert|gekündigt|genehmigt|geändert|gelöscht|bestätigt|freigeschaltet|bewilligt|veranlasst)\b/iu,
  // French
  /\b(?:j['’]ai|je\s+(?:vais|viens\s+de|peux|pourrais))\s+(?:(?:vous|te|bien|déjà|tout|de|votre|immédiatement)\s+){0,3}(?:rembours|annul|crédit|envoy|modifi|supprim|valid|approuv|accord|offr|transf|appliqu|trait|confirm|cré|activ|garanti)/iu,
  /\bje\s+(?:vous\s+|te\s+)?(?:rembourse|annule|crédite|envoie|promets|garantis|assure|accorde|offre|confirme)\b/iu,
  /(?:^|[.!?:]\s+)votre\s+(?:[\p{L}-]+\s+){1,4}(?:a\s+été|est)\s+(?:[\p{L}-]+\s+)?(?:rembours|annul|crédit|valid|approuv|accept|confirm|trait)\p{L}*/iu,
  // Spanish
  /\b(?:(?:te|le|lo|la|se)\s+)?(?:he|voy\s+a|puedo|acabo\s+de)\s+(?:(?:ya|te|le)\s+)?(?:reembols|cancel|acredit|envi|modific|elimin|aprob|conced|ofrec|transfer|aplic|proces|confirm|activ|garantiz|devol|devuel)/iu,
  /\b(?:te|le)\s+(?:prometo|garantizo|aseguro|reembolso|devuelvo|ofrezco|confirmo)\b/iu,
  /(?:^|[.!?:]\s+)(?:su|tu)\s+(?:[\p{L}-]+\s+){1,4}(?:ha\s+sido|fue|está)\s+(?:[\p{L}-]+\s+)?(?:reembols|cancel|acredit|aprob|confirm|proces)\p{L}*/iu,
];
/** "I cannot refund you" is the opposite of a promise. */
export const DENIES =
  /\b(?:cannot|can(?:no|['’])t|can not|could(?:n['’]t| not)|won['’]t|will not|not able|unable|don['’]t|do not|didn['’]t|am not|['’]m not|haven['’]t|kann\s.{0,60}\bnicht|nicht|kein\p{L}*|ne\s+(?:peux|puis|vais)|pas|no\s+(?:puedo|voy|he|se))\b/iu;

const PERSON: readonly RegExp[] = [
  /\b(?:i['’]?m|i\s+am|this\s+is|you(?:['’]re|\s+are)\s+(?:talking|speaking|chatting)\s+(?:to|with))\s+(?:(?:really|actually|indeed|in\s+fact|just|an?|the|real|live|actual|your|our|fellow|100\s*%|\p{L}+,)\s+){0,4}(?:human(?:\s+being)?|person|man|woman|real\s+(?:human|person)|live\s+agent|human\s+agent|support\s+agent|member\s+of\s+(?:the|our)\s+(?:support|staff|team)|employee|manager|supervisor)\b/iu,
  /\bi(?:['’]?m|\s+am)\s+(?:(?:definitely|certainly|really|actually)\s+)?(?:not|no)\s+(?:an?\s+)?(?:ai|bot|robot|chat\s?bot|machine|computer|program|virtual|automated)\b/iu,
  /\b(?:ich\s+bin|hier\s+ist)\s+(?:(?:ein|eine|wirklich|tatsächlich|echter|echte|kein)\s+){0,3}(?:mensch|mitarbeiter(?:in)?|person|bot|ki|roboter)\b/iu,
  /\bje\s+(?:suis|ne\s+suis\s+pas)\s+(?:(?:un|une|vraiment|bien|vrai|vraie)\s+){0,3}(?:humain|humaine|être\s+humain|personne|employée?|conseill(?:er|ère)|robot|bot|ia)\b/iu,
  /\b(?:(?:no\s+)?soy)\s+(?:(?:un|una|realmente|en\s+realidad)\s+){0,3}(?:human[oa]|persona|emplead[oa]|agente\s+human[oa]|ser\s+humano|robot|bot|ia)\b/iu,
];
/** "I am an AI, not a person." */
const ADMITS_AI =
  /\b(?:i\s*['’]?a?m|ich\s+bin|je\s+suis|soy)\s+(?:only\s+|just\s+)?(?:(?:an?|ein|eine|un|une|una|the|your)\s+)?(?:ai\b|bot|virtual|automated|ki\b|ia\b|not\s+(?:an?\s+)?(?:human|person|real)|kein\s+mensch)/iu;

const SECRET = String.raw`(?:passwords?|passcodes?|pin(?:\s+(?:code|number))?|cvv|cvc|card\s+(?:number|details)|security\s+code|(?:one[- ]time|verification|2fa|login)\s+codes?|seed\s+phrase|private\s+key|api\s+keys?|bank\s+details|social\s+security\s+number|ssn|iban|passwort|kennwort|kartennummer|prüfnummer|kreditkarte\p{L}*|mot\s+de\s+passe|code\s+(?:secret|confidentiel)|numéro\s+de\s+carte|contraseña|número\s+de\s+tarjeta|clave)`;
const ASKS_SECRET = new RegExp(
  String.raw`\b(?:send|reply|respond|tell|give|share|post|message|e-?mail|text|provide|confirm|type|write|paste|submit|schick\p{L}*|send\p{L}*|nenn\p{L}*|teil\p{L}*|antwort\p{L}*|gib|geben|envoy\p{L}*|donn\p{L}*|indiqu\p{L}*|communiqu\p{L}*|env[ií]\p{L}*|d[eií]\p{L}{0,4}|compart\p{L}*|escrib\p{L}*)\b.{0,60}\b${SECRET}\b`,
  'iu',
);
/** Where it goes: to us, or into the chat. A form or a page of the product is no such place. */
const TO_US =
  /\b(?:me|us|here|chat|message|reply|support|this\s+(?:e-?mail|number|address)|mir|uns|hier|nous|moi|ici|nos|aquí|e-?mail)\b/iu;

/** `verbatim`: the sentence stands in a passage, word by word. */
export function overreach(written: string, verbatim: boolean): string | null {
  const text = plainWords(written).replace(/^[^\p{L}¿¡]+/u, '');
  if (PERSON.some((pattern) => pattern.test(text)) && !ADMITS_AI.test(text))
    return 'passes itself off as a person';
  if (verbatim) return null;
  if (
    ASKS_SECRET.test(text) &&
    TO_US.test(text) &&
    !/\b(?:never|nie(?:mals)?|jamais|nunca)\b/iu.test(text)
  )
    return 'asks for a secret';
  if (ACTS.some((pattern) => pattern.test(text)) && !DENIES.test(text))
    return 'promises, or claims to have done something';
  return null;
}
