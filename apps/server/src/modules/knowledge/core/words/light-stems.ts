// Endings and beginnings that are taken off in languages without a Snowball stemmer of use: Korean
// particles, Arabic and Hebrew articles and prepositions, Hindi cases. Little and safe, rather than
// clever: at least two (Korean) or three letters always stay.

import type { Language } from './languages.ts';

type LightStem = (folded: string) => string;

const KOREAN_ENDINGS =
  /(?:으로부터|에게서|이라고|이라는|까지는|에서는|에서도|으로는|으로도|에서의|하려면|하려고|하십시오|하세요|합니다|했습니다|됩니다|되나요|하나요|할까요|했어요|하는|하고|하면|하기|해야|했는데|에서|에게|한테|께서|부터|까지|으로|라고|라는|이나|이랑|보다|처럼|마다|조차|밖에|이며|입니다|이에요|예요|들을|들이|들은|들의|을|를|이|가|은|는|에|의|도|만|로|와|과|랑|요)$/u;
const ARABIC_BEGINNINGS = /^(?:وال|بال|كال|فال|ولل|لل|ال)(?=.{3})/u;
const ARABIC_ENDINGS = /(?<=.{3})(?:هما|تين|تان|ات|ون|ين|ان|ها|هم|كم|نا|يه|ته|تي|ه|ي|ك)$/u;
const HEBREW_BEGINNINGS = /^(?:וה|שה|מה|בה|כשה|לה|ו|ה)(?=.{3})|^[בל](?=.{4})/u;
const HEBREW_ENDINGS = /(?<=.{3})(?:ימ|יות|אות|ות|יה|ית|ה)$/u;
const HINDI_ENDINGS = /(?<=.{2})(?:ियों|ाओं|ियाँ|ियां|ुओं|ाएं|ाएँ|ों|ें|ाँ|ां|ना|ने|नी|ा|ी|े|ि|ो)$/u;

function korean(word: string): string {
  const rest = word.replace(KOREAN_ENDINGS, '');
  return rest.length >= 2 ? rest : word;
}

const STEMS: Partial<Record<Language, LightStem>> = {
  ko: korean,
  ar: (word) => word.replace(ARABIC_BEGINNINGS, '').replace(ARABIC_ENDINGS, ''),
  he: (word) => word.replace(HEBREW_BEGINNINGS, '').replace(HEBREW_ENDINGS, ''),
  hi: (word) => word.replace(HINDI_ENDINGS, ''),
};

/** Null for a language that needs another stemmer, or none. */
export function lightStem(folded: string, language: Language): string | null {
  return STEMS[language]?.(folded) ?? null;
}
