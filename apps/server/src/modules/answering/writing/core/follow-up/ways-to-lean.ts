// How a message leans on the one before, language by language: openings that only add to it
// ("what about …"), bare question words ("why?"), words that stand for something named earlier
// ("it"), and the many uses of those words that do not.

export interface WaysToLean {
  /** Thrown away before reading on: "ok, and", "thanks!". */
  preamble: RegExp;
  /** Followed by what is asked about instead; the rest is the earlier question's. */
  instead: RegExp;
  /** The whole message. */
  bare: RegExp;
  /** Begins a fragment: a preposition, "if". */
  fragment: RegExp;
  /** Makes a clause of what it is in: question words and auxiliaries. */
  clause: RegExp;
  /** Words that stand for something; the first group is the word. */
  pronoun: RegExp;
  /** The same words where they stand for nothing: "is it possible to". */
  empty: RegExp;
  /** Names a thing that a later pronoun can stand for. */
  names: RegExp;
  /** Two words that are not of these name something too; null where `names` tells enough. */
  light: ReadonlySet<string> | null;
}

const words = (list: string) => new Set(list.split(' '));

const en: WaysToLean = {
  preamble:
    /^(?:(?:ok(?:ay)?|thanks?(?: you)?(?: very much| so much| a lot)?|great|cool|got it|i see|perfect|alright|right|hm+|yes|no|and|but|so|also|well|then)\b[\s,.!:;–-]*)+/u,
  instead: /^(?:what about|how about|(?:the )?same (?:for|with|question for)|or)\s+(?=\S)/u,
  bare: /^(?:(?:but )?(?:why|how|when|where|who|which)(?: ones?)?|how (?:long|much|many|often|far|soon|so|come|exactly)|why not|since when|until when|for how long|by when|from when|what for|in what way|(?:please )?(?:tell me|say|explain|give me)(?: me)? (?:more|some more|more details|that again|an example)(?: please)?|(?:can|could) you (?:please )?(?:explain|elaborate|repeat|clarify)(?: (?:that|it|this|more|again))?(?: please)?|explain(?: (?:that|it|more))?|go on|more details|for example|such as|are you sure|really|what do you mean|i (?:do not|don['’]t) (?:understand|get it|get that)|what then|and then|then what|what else|anything else)(?: (?:exactly|then|though|please|not|is (?:it|that)))*$/u,
  fragment:
    /^(?:for|with|without|in|on|at|to|from|by|via|after|before|during|per|as|if|unless|outside|within|under|over|between)\s/u,
  clause:
    /\b(?:what|how|why|where|which|who|can|could|do|does|did|is|are|was|were|will|would|should|must|may|has|have|had|i|we|you|please)\b/u,
  pronoun:
    /\b(it|its|they|them|their|theirs)\b|\b(this|that|these|those)(?=$|\s+(?:is|was|are|were|be|been|do|does|did|didn['’]t|doesn['’]t|don['’]t|isn['’]t|won['’]t|can|could|will|would|should|work|works|worked|include|includes|included|mean|means|cost|costs|take|takes|happen|happens|apply|applies|delete|deletes|change|changes|affect|affects|help|helps|possible|free|safe|ok|okay|enough|for|in|on|with|to|too|also|again|then|from|by|if|when|without|before|after|really|still|necessary|normal|automatically|at|as|not|and|or|possible|allowed|permanent)\b)|\b(?:this|that|the|an?|another|other|cheaper|better|bigger|smaller|which|first|second|new|old|redeem|get|buy|have|use|order)\s+(ones?)\b/gu,
  empty:
    /\b(?:(?:is|was|will|would|be|isn['’]t)\s+it\s+(?:also\s+|still\s+|really\s+|be\s+)*[\p{L}]+(?:\s+\p{L}+)?\s+(?:to|that)\b|(?:is|was|will|would|be)\s+it\s+(?:be\s+)?(?:necessary|ok|okay|safe|normal|allowed|true|fine)\s+(?:for|if|when)\b|(?:does|will|would|did|has|is)\s+it\s+(?:be\s+|going\s+to\s+)*(?:take|taken|taking|cost|mean|matter|make\s+sense|help|say|saying|work)\b(?=.{0,60}\b(?:to|for|if|when|that|my|i)\b)|it\s+(?:(?:will|would|is\s+going\s+to|can)\s+)?(?:takes?|costs?)\b(?=.{0,60}\bto\b)|what\s+(?:time|date|day)\s+(?:is\s+it|it\s+(?:is|will))|it\s+(?:says|seems|appears|looks\s+like|is\s+(?:raining|cold|late))|(?:know|sure|true|normal|mean|happen(?:s|ed)?|say(?:s|ing)?|think|noticed|see|heard|read|way|so|possible|now|given|like|the\s+fact)\s+that)\b/gu,
  names:
    /\b(?:the|a|an|my|your|our|any|some|each|every|no|another|\d+)\s+(?!(?:way|one|ones|problem|issue|time)\b)[\p{L}\d-]{2,}/u,
  light: words(
    'want wants need needs like know tell get gets help try tried have has make do does did use see find go come take let say ask mean please really also still just now then exactly already always ever again much many long often far soon what how why where when which who can could is are was were will would should must may i we you me us my your not no yes and or but if so to the a an of in on at for with from by as be been there here only even any some all would’ve don’t didn’t doesn’t',
  ),
};

const de: WaysToLean = {
  preamble:
    /^(?:(?:ok(?:ay)?|danke(?: sehr| schön)?|super|gut|alles klar|aha|verstehe|ja|nein|und|aber|also|dann|hm+)\b[\s,.!:;–-]*)+/u,
  instead:
    /^(?:was ist mit|wie (?:ist|sieht) (?:es|das) (?:mit|bei)|gilt das (?:auch )?(?:für|bei)|auch (?:für|bei|in)|das(?:selbe| gleiche) für|oder)\s+(?=\S)/u,
  bare: /^(?:warum|wieso|weshalb|wann|wo|wie|wer|wofür|wozu|woher|welche[rsn]?|wie (?:lange|viel|oft|weit|genau|teuer)|warum nicht|wieso nicht|seit wann|bis wann|ab wann|wie das|was (?:kostet|heißt|bedeutet) das|echt|wirklich|zum beispiel|(?:kannst du|können sie) (?:das|es) (?:bitte )?(?:genauer )?erklären|mehr (?:dazu|darüber|details)|erzähl mehr)(?: (?:genau|denn|dann|bitte|eigentlich|nicht))*$/u,
  fragment:
    /^(?:für|mit|ohne|in|im|auf|bei|beim|nach|aus|von|vom|zu|zum|zur|per|über|unter|vor|ab|bis|während|als|wenn|falls|außerhalb|innerhalb)\s/u,
  clause:
    /\b(?:was|wie|warum|wo|wann|welche[rsnm]?|wer|kann|können|könnte|darf|muss|ist|sind|war|wird|werden|habe?n?|hat|gibt|geht|soll|ich|wir|sie|du|ihr|man)\b/u,
  pronoun:
    /\b(es|ihn|ihm|er|damit|dafür|davon|dazu|darauf|dabei|daran|darin|daraus|dieser|diese|dieses|sie)\b(?!\s+\p{L}+t\s+(?:auf|sich))|\b([Dd]as|[Dd]ies)(?=$|\s+(?:\p{Ll}))/gu,
  empty:
    /\b(?:gibt\s+es|geht\s+es|es\s+gibt|(?:ist|wäre)\s+es\s+(?:auch\s+)?(?:möglich|normal|erlaubt|nötig|notwendig|okay|ok|sicher|gefährlich|schlimm)|woran\s+liegt\s+(?:das|es)|dagegen)\b/gu,
  names: /(?<=\S\s)(?!(?:Sie|Ihnen|Ihr|Ihre|Zeit)\b)\p{Lu}[\p{L}\d-]{2,}/u,
  light: null,
};

const fr: WaysToLean = {
  preamble:
    /^(?:(?:ok|d['’]accord|merci(?: beaucoup)?|super|parfait|oui|non|et|mais|alors|donc)(?![\p{L}])[\s,.!:;–-]*)+/u,
  instead:
    /^(?:qu['’]en est-il (?:de la|du|des|de|d['’])|(?:la )?même (?:chose|question) pour|ou|et quid de)\s+(?=\S)/u,
  bare: /^(?:pourquoi(?: pas| ça)?|comment(?: ça)?|quand|où|combien(?: de temps)?|qui|lequel|laquelle|depuis quand|jusqu['’]à quand|par exemple|vraiment|c['’]est-à-dire|pouvez-vous (?:l['’])?expliquer(?: (?:ça|cela))?|plus de détails)(?: (?:exactement|alors|donc))*$/u,
  fragment:
    /^(?:pour|avec|sans|en|dans|sur|à|au|aux|chez|de|du|depuis|après|avant|par|si|hors|sous)\s/u,
  clause:
    /(?<![\p{L}])(?:que|quoi|quel(?:le)?s?|comment|pourquoi|où|combien|est-ce|puis-je|peut-on|peux|peut|pouvez|dois|doit|faut|est|sont|ai|a-t-on|avez|je|on|vous|nous|il|elle)(?![\p{L}])/u,
  pronoun:
    /(?<![\p{L}'’-])(ça|cela|ceci|celui-ci|celle-ci|c['’]est|est-ce(?!\s+qu)|il|elle|ils|elles)(?![\p{L}])/gu,
  empty:
    /(?<![\p{L}])(?:est-il\s+(?:possible|nécessaire|normal|obligatoire|permis)|y\s+a-t-il|il\s+y\s+a|il\s+faut|faut-il|est-ce\s+qu(?:e|['’])|qu['’]est-ce|comment\s+ça\s+va)/gu,
  names:
    /(?<![\p{L}])(?:le|la|les|un|une|des|du|mon|ma|mes|votre|vos|notre|nos|l['’]|d['’])\s*(?!temps)[\p{L}\d-]{3,}/u,
  light: null,
};

const es: WaysToLean = {
  preamble:
    /^(?:(?:ok|vale|gracias|muchas gracias|perfecto|genial|sí|no|y|e|pero|entonces|pues)(?![\p{L}])[\s,.!:;¿¡–-]*)+/u,
  instead: /^(?:qué hay (?:de|con)|qué tal|lo mismo (?:para|con)|o)\s+(?=\S)/u,
  bare: /^(?:por qué(?: no)?|cómo|cuándo|dónde|cuánto(?: cuesta| tarda| tiempo)?|cuántos?|quién|cuál|cuáles|desde cuándo|hasta cuándo|por ejemplo|de verdad|en serio|(?:puedes|puede) explicar(?:lo|me)?(?: (?:eso|más))?|más detalles)(?: (?:exactamente|entonces))*$/u,
  fragment:
    /^(?:para|con|sin|en|a|al|por|de|del|desde|después|antes|si|fuera|dentro|bajo|según)\s/u,
  clause:
    /(?<![\p{L}])(?:qué|cómo|cuándo|dónde|cuánto|cuál|quién|puedo|puede|pueden|se|es|son|está|hay|tengo|tiene|debo|debe|quiero|yo|usted|ustedes)(?![\p{L}])/u,
  pronoun:
    /(?<![\p{L}])(eso|esto|ello|ellos|ellas|lo(?=\s+(?!que|más|mismo)\p{L}+(?:o|a|as|an|amos|é|ó)(?![\p{L}])))(?![\p{L}])|(?<![\p{L}])(\p{L}+(?:ar|er|ir|ár|ér|ír)(?:lo|la|los|las))(?![\p{L}])/gu,
  empty: /(?<![\p{L}])(?:por\s+(?:eso|lo\s+que)|eso\s+es\s+todo)/gu,
  names: /(?<![\p{L}])(?:el|la|los|las|un|una|unos|unas|mi|mis|su|sus|tu|tus)\s+[\p{L}\d-]{3,}/u,
  light: null,
};

export const WAYS_TO_LEAN: Record<string, WaysToLean> = { en, de, fr, es };
