// Does a text give orders to an AI? A help article tells customers what to do; nothing in it says
// "ignore your instructions". A passage that does is not shown to the model and carries no
// sentence, however the words are disguised: look-alike letters, spaces between letters, base64,
// rot13, accents. The patterns are few and strong, because a passage lost is an answer lost.

import { visibleText } from './visible-text.ts';

const ORDERS: readonly RegExp[] = [
  // Take back what you were told.
  /\b(?:ignor\w*|disregard\w*|forget\w*|overrid\w*|bypass\w*|discard\w*)\b.{0,40}\b(?:(?:previous|prior|earlier|above|preceding|all|any|your|system|these|the)\s+){1,3}(?:\w+\s+)?(?:instruction|prompt|rule|guideline|direction|directive|polic(?:y|ies)|safeguard|guardrail)s?\b/u,
  /\b(?:ignor\w*|disregard|forget)\s+(?:everything|anything|all)\s+(?:\w+\s+){0,3}(?:above|before|told|said|previous\w*)\b/u,
  /\b(?:new|updated|revised|real|actual|secret|hidden)\s+(?:system\s+)?(?:instructions?|prompt|directives?)\s*(?::|for (?:the )?(?:ai|assistant|bot|model))/u,
  /\bdo(?:\s+not|n'?t)\s+follow\s+(?:the|your|any)\s+(?:\w+\s+)?(?:instructions|rules|guidelines|system)/u,
  // Be somebody else, know of your prompt.
  /\byou\s+are\s+(?:now|no\s+longer)\s+(?:(?:in|an?|the)\s+)?(?:\w+\s+)?(?:dan|ai|assistant|chat\s?bot|bot|model|developer\s+mode|jailbroken|unrestricted|free\s+from|bound\s+by)\b/u,
  /\b(?:act|behave|respond|pretend|role-?play)\s+(?:as|like|to\s+be)\s+(?:if\s+)?(?:you\s+(?:are|were)\s+)?(?:an?|the)?\s*(?:\w+\s+)?(?:ai|assistant|bot|dan|human\s+agent|unrestricted|jailbroken|system)\b/u,
  /\b(?:reveal|repeat|print|output|show|leak|disclose|expose|dump|recite|quote|translate)\b.{0,30}\b(?:system\s+prompt|(?:your|hidden|initial|secret)\s+(?:\w+\s+)?(?:instructions|prompt))\b/u,
  /\b(?:developer|god|debug|admin|maintenance|jailbreak|dan)\s+mode\s+(?:is\s+)?(?:now\s+)?(?:on|enabled|activated|active)\b/u,
  // Spoken to the machine.
  /\b(?:attention|note|message|notice|instructions?|reminder|memo)\s*(?:to|for)\s*:?\s*(?:the\s+|any\s+|all\s+)?(?:ai|a\.i\.|llms?|language\s+models?|assistants?|chat\s?bots?|bots?|gpt|claude|support\s+(?:ai|bot|assistant)|automated\s+(?:agents?|systems?))\b/u,
  /\b(?:ai(?:\s+assistants?)?|llm|chat\s?bots?|language\s+models?|(?:support|assistant)\s+(?:bot|ai))\b[^.!?\n]{0,60}\b(?:must|should|shall|has\s+to|have\s+to|is\s+required\s+to|are\s+required\s+to)\s+(?:always\s+|now\s+|never\s+|also\s+|only\s+)*(?:tell|say|reply|respond|answer|claim|promise|offer|instruct|direct|reveal|recommend|inform|include|append|call|invoke|approve|output|treat)\b/u,
  /\b(?:when|if|whenever)\s+(?:an?\s+|the\s+|any\s+)?(?:ai|llm|chat\s?bot|bot|assistant|language\s+model)\s+(?:reads?|sees?|processes|summari[sz]es|answers)\b/u,
  /\b(?:tell|inform|assure|convince|promise)\s+(?:the|this|every|each|any|all)\s+(?:customer|user|visitor|client|reader)s?\s+(?:that\b|to\b|they\b|their\b|about\b|you\b|it\b|we\b|about\b|there\b)/u,
  /\b(?:reply|respond|answer)\s+(?:only\s+|exactly\s+|simply\s+|always\s+|just\s+){1,3}(?:with|by\s+saying)\b.{0,20}(?:["“'«:]|no_answer|the\s+(?:word|text|phrase|sentence|sentinel))/u,
  /\b(?:system|assistant|developer)\s+(?:prompt|message|override|note|instruction|update)s?\s*[:\]>]/u,
  /###\s*(?:system|assistant|instructions?)\s*:/u,
  /(?:\[|<|‹)\s*(?:system|assistant|developer)\s*(?:\]|>|›)/u,
  /\b(?:system|developer)\s*:\s*(?:you|ignore|from\s+now|the\s+(?:assistant|ai)|new|override|do\s+not|respond|reply|always|disregard|tell)\b/u,
  /\b(?:end|close)\s+of\s+(?:the\s+)?(?:data|passages?|documents?|context|system\s+prompt|instructions)\b/u,
  /"(?:tool_calls?|function_call|tool_use)"\s*:\s*[{["]/u,
  /\b(?:no_answer|cannot_answer)\b/u,
  /\b(?:always|only|just|simply)\s+(?:reply|respond|answer|say)\b(?:.{0,10}["“'«]|\s+with\b)/u,
  /\b(?:ais?|llms?|assistants?|chat\s?bots?|bots?|language\s+models?)\s+(?:reading|processing|seeing|parsing|crawling|summari[sz]ing)\s+(?:this|the)\b/u,
  // The turns of a chat, or a fence of ours.
  /<(?:\|[^|<>\n]{1,40}\||｜[^｜<>\n]{1,40}｜|\/?think|(?:start|end)_of_turn)>|\[\/?inst\]|<\/?<sys>>/u,
  /<{3}\s?\S{1,40}\s+(?:passage|question|said\s+by)\b/u,
  // The same elsewhere.
  /\b(?:ignorier\w*|vergiss|missachte\w*|ubergeh\w*)\b.{0,40}\b(?:anweisung|instruktion|regel|vorgabe|befehl|prompt)\w*/u,
  /\b(?:ignor(?:ez?|er)|oublie[zr]?|negligez?)\b.{0,40}\b(?:instruction|consigne|regle|directive)s?\b/u,
  /\b(?:ignor(?:a|e|en|ar)|olvid(?:a|e|en)|haz caso omiso)\b.{0,40}\b(?:instruccion|regla|indicacion|orden)(?:es|s)?\b/u,
  /\b(?:ignora(?:te)?|dimentica(?:te)?)\b.{0,40}\b(?:istruzion|regol|indicazion)[ei]\b/u,
  /\b(?:ignore|ignora|esque[cç]a)\b.{0,40}\b(?:instruco|regra|orienta[cç]o)\w*\b/u,
  /\b(?:negeer|vergeet)\b.{0,40}\b(?:instructie|regel|opdracht)s?\b/u,
  /\b(?:zignoruj|ignoruj|zapomnij)\b.{0,40}\b(?:instrukcj|polecen|zasad)\w*/u,
  /(?:игнорируй|забудь|не обращай внимания)\S*.{0,40}(?:инструкц|указани|правил)/u,
  /(?:忽略|无视|無視|忘记|忘掉|不要理会).{0,16}(?:指令|指示|提示|规则|規則|说明)/u,
  /(?:指示|命令|ルール|プロンプト).{0,12}(?:無視|忘れ)/u,
  /(?:지시|명령|규칙).{0,12}(?:무시|잊)/u,
  /(?:تجاهل|انس).{0,30}(?:التعليمات|الأوامر|القواعد)/u,
  /(?:निर्देश|नियम).{0,30}(?:अनदेखा|नज़रअंदाज|भूल)/u,
  /\b(?:onceki|tum)\b.{0,30}\b(?:talimat|kural)\w*.{0,20}\b(?:yok say|unut|dikkate alma)\w*/u,
];

/** Cyrillic and Greek letters that look Latin. */
const LOOKS_LATIN: Record<string, string> = Object.fromEntries(
  [...'аaеeоoрpсcуyхxіiјjѕsԁdһhӏlոnмmтtкkвbнhαaεeοoρpτtυuνvιiκkχxηn'].reduce<[string, string][]>(
    (pairs, char, at, all) => (at % 2 === 0 ? [...pairs, [char, all[at + 1] as string]] : pairs),
    [],
  ),
);
const LEET: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

/** Every reading of it that a model could make. */
export function givesOrders(text: string): boolean {
  const whole = visibleText(text).slice(0, 20_000);
  const readings = [whole, ...decoded(whole)].flatMap(disguisesOf);
  return readings.some((reading) => ORDERS.some((pattern) => pattern.test(reading)));
}

function disguisesOf(text: string): string[] {
  const plain = fold(text);
  const latin = plain.replace(/\p{L}*[\u0370-\u052F\u0530-\u058F]\p{L}*/gu, (word) =>
    /[a-z]/u.test(word) ? [...word].map((char) => LOOKS_LATIN[char] ?? char).join('') : word,
  );
  const unleeted = latin.replace(/\b(?=\w*[a-z])(?=[\w@$]*[013457@$])[\w@$]{3,}\b/gu, (word) =>
    [...word].map((char) => LEET[char] ?? char).join(''),
  );
  const unspaced = latin.replace(/(?<![a-z])(?:[a-z][ .\-_*|]){3,}[a-z](?![a-z])/gu, (letters) =>
    letters.replace(/(?<=[a-z])[ .\-_*|](?=[a-z])/gu, ''),
  );
  return [...new Set([plain, latin, unleeted, unspaced, rot13(latin)])];
}

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/(?<=[a-z])[\u0300-\u036F]+/giu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ');

const rot13 = (text: string) =>
  text.replace(/[a-z]/gu, (char) =>
    String.fromCharCode(((char.charCodeAt(0) - 97 + 13) % 26) + 97),
  );

/** What runs of base64, hexadecimal or percent signs say, where they say something readable. */
function decoded(text: string): string[] {
  const found: string[] = [];
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/gu))
    found.push(fromBinary(atobOrNothing(run)));
  for (const [run] of text.matchAll(/(?:[0-9a-f]{2}[ ,:]?){16,}/giu))
    found.push(fromBinary(fromHex(run)));
  if (/(?:%[0-9a-f]{2}){3}|&#x?\w{2,6};/iu.test(text)) found.push(unescaped(text));
  return found.filter((each) => /[\p{L} ]{12}/u.test(each));
}

function atobOrNothing(run: string): string {
  try {
    return atob(
      run
        .replaceAll('-', '+')
        .replaceAll('_', '/')
        .replace(/=+$/u, '')
        .slice(0, 8_000 - (run.length % 4 === 1 ? 1 : 0)),
    );
  } catch {
    return '';
  }
}
const fromHex = (run: string) =>
  (run.match(/[0-9a-f]{2}/giu) ?? []).map((two) => String.fromCharCode(parseInt(two, 16))).join('');
const fromBinary = (binary: string) =>
  new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
const unescaped = (text: string) =>
  text
    .replace(/(?:%[0-9a-f]{2})+/giu, (run) => fromBinary(fromHex(run)))
    .replace(/&#(x?)(\w{2,6});/giu, (_, hex: string, code: string) => {
      const point = parseInt(code, hex === '' ? 10 : 16);
      return point > 31 && point < 0x10ffff ? String.fromCodePoint(point) : '';
    });
