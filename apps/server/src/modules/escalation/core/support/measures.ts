// Units and number words, in the languages of the widget: what a quantity is read with.

export const DAY = 86_400;

/** Unit word → kind and factor. Values of a kind compare after multiplying. */
const UNITS: [kind: string, factor: number, words: string][] = [
  ['time', 0.001, 'ms millisecond milliseconds millisekunden'],
  ['time', 1, 's sec secs second seconds sekunde sekunden seconde secondes segundo segundos'],
  ['time', 60, 'min mins minute minutes minuten minuto minutos'],
  ['time', 3_600, 'h hr hrs hour hours stunde stunden heure heures hora horas'],
  ['time', DAY, 'day days night nights tag tage tagen jour jours día días dia dias daily'],
  ['time', 7 * DAY, 'week weeks woche wochen semaine semaines semana semanas weekly'],
  ['time', 30 * DAY, 'month months monat monate monaten mois mes meses monthly'],
  ['time', 91 * DAY, 'quarter quarters'],
  ['time', 365 * DAY, 'year years jahr jahre jahren ans année années año años yearly annual'],
  ['workday', 1, 'workday workdays werktag werktage werktagen arbeitstage arbeitstagen'],
  ['money', 1, '€ eur euro euros'],
  ['dollar', 1, '$ usd dollar dollars us$'],
  ['pound', 1, '£ gbp pound pounds'],
  ['cent', 1, 'cent cents ct'],
  ['percent', 1, '% percent prozent'],
  ['size', 1, 'byte bytes'],
  ['size', 1e3, 'kb kilobyte kilobytes ko'],
  ['size', 1e6, 'mb megabyte megabytes mo'],
  ['size', 1e9, 'gb gigabyte gigabytes go'],
  ['size', 1e12, 'tb terabyte terabytes'],
  ['length', 0.001, 'mm millimetre millimetres'],
  ['length', 0.01, 'cm centimetre centimetres centimeter centimeters zentimeter'],
  ['length', 1, 'm metre metres meter meters metern mètre mètres metro metros'],
  ['length', 1e3, 'km kilometre kilometres kilometer kilometers'],
  ['length', 0.0254, 'inch inches'],
  ['length', 1_609, 'mile miles'],
  ['mass', 1, 'g gram grams gramm'],
  ['mass', 1e3, 'kg kilo kilos kilogram kilograms kilogramm'],
  ['volume', 1, 'l litre litres liter liters litro litros'],
  ['volume', 0.001, 'ml millilitre millilitres'],
  ['power', 1, 'w watt watts'],
  ['power', 1e3, 'kw kilowatt kilowatts'],
  ['voltage', 1, 'v volt volts'],
  ['frequency', 1, 'hz hertz'],
  ['frequency', 1e3, 'khz kilohertz'],
  ['frequency', 1e6, 'mhz megahertz'],
  ['frequency', 1e9, 'ghz gigahertz'],
  ['kelvin', 1, 'k kelvin'],
  ['degree', 1, '° degree degrees grad'],
  ['celsius', 1, '°c celsius'],
  ['lumen', 1, 'lm lumen lumens'],
  ['signal', 1, 'dbm'],
];
export const UNIT_OF = new Map(
  UNITS.flatMap(([kind, factor, words]) =>
    words.split(' ').map((word) => [word, { kind, factor }] as const),
  ),
);
export const WORKING = /^(?:working|business|week|ouvrables?|ouvrés?|hábiles|laborables)$/u;

export const NUMBER_WORDS: Record<string, number> = {};
const name = (value: number, words: string) => {
  for (const word of words.split(' ')) NUMBER_WORDS[word] = value;
};
name(0, 'zero null cero');
name(1, 'one single');
name(2, 'two twice zwei deux dos zweimal');
name(3, 'three thrice drei trois tres dreimal');
name(4, 'four vier quatre cuatro');
name(5, 'five fünf cinq cinco');
name(6, 'six sechs seis');
name(7, 'seven sieben sept siete');
name(8, 'eight acht huit ocho');
name(9, 'nine neun neuf nueve');
name(10, 'ten zehn dix diez');
name(11, 'eleven elf onze');
name(12, 'twelve zwölf douze doce');
name(13, 'thirteen dreizehn');
name(14, 'fourteen vierzehn quatorze catorce');
name(15, 'fifteen fünfzehn quinze quince');
name(16, 'sixteen sechzehn');
name(17, 'seventeen siebzehn');
name(18, 'eighteen achtzehn');
name(19, 'nineteen neunzehn');
name(20, 'twenty zwanzig vingt veinte');
name(30, 'thirty dreißig dreissig trente treinta');
name(40, 'forty vierzig quarante cuarenta');
name(50, 'fifty fünfzig cinquante cincuenta');
name(60, 'sixty sechzig soixante sesenta');
name(70, 'seventy');
name(80, 'eighty');
name(90, 'ninety neunzig');
name(100, 'hundred hundert cien');
name(1_000, 'thousand tausend mille mil');
name(1e6, 'million millions');
export const FRACTIONS = { half: 0.5, quarter: 0.25 } as Record<string, number>;
export const ONE = new Set([
  'a',
  'an',
  'one',
  'per',
  'each',
  'every',
  'eine',
  'einen',
  'einem',
  'un',
  'une',
  'una',
]);
