// "I could not find anything about that." claims nothing, but much that begins like it does: "I
// don't see a problem with the lamp in the shower." So the whole sentence must be of these words;
// only what it is about is free, and that is a few words that say nothing about it.

import { numbersInWords } from './numbers.ts';

const TOPIC = String.raw`(?<topic>[\p{L}'’]+(?:[ -][\p{L}'’]+){0,5})`;
const SORRY = String.raw`(?:(?:unfortunately|(?:i['’]?m |i am )?(?:so |very |really )?sorry),? )?(?:but )?`;
const CANNOT = String.raw`(?:do not|don['’]t|could not|couldn['’]t|cannot|can['’]t|am not able to|am unable to|was not able to|wasn['’]t able to|was unable to)`;
const FACTS = String.raw`(?:(?:any|enough|specific|further|more|detailed|the) ){0,2}(?:information|info|details|documentation)`;
const WHERE = String.raw`(?: in (?:the|our|my|these) (?:passages|documents|documentation|articles|help cent(?:er|re)|knowledge base|sources))?`;
const ABOUT = String.raw`(?: (?:about|on|regarding|concerning) ${TOPIC}?)?`;
const ABOUT_DE = String.raw`(?: (?:dazu|darüber|hierzu|(?:zu|zum|zur|über) ${TOPIC}))?`;
const FACTS_DE = String.raw`(?:keine (?:genauen |näheren |weiteren )?(?:informationen?|angaben|details|antwort|auskunft)|nichts)`;
const ABOUT_FR = String.raw`(?: (?:à ce sujet|là-dessus|(?:sur|concernant) ${TOPIC}))?`;
const ABOUT_ES = String.raw`(?: (?:al respecto|(?:sobre|acerca de) ${TOPIC}))?`;

const KNOWS_NOT: readonly RegExp[] = [
  `${SORRY}i ${CANNOT} (?:currently )?(?:have|find|see|locate) (?:${FACTS}|an answer(?: to (?:that|this|your question))?|(?:the answer|anything))${ABOUT}${WHERE}`,
  `${SORRY}i (?:have|found|find) no (?:information|details)${ABOUT}${WHERE}`,
  `${SORRY}(?:there is|there['’]s) no information${ABOUT}${WHERE}`,
  `${SORRY}i (?:do not|don['’]t) know(?: (?:that|this|the answer(?: to (?:that|this|your question))?))?`,
  `${SORRY}i ${CANNOT} (?:know|answer) (?:that|this|your|the|this)(?: question)?`,
  `(?:leider |(?:es )?tut mir leid,? )?(?:(?:dazu|darüber|hierzu) (?:habe|finde) ich|ich (?:habe|finde)(?: leider)?(?: dazu| darüber| hierzu)?)(?: leider)? ${FACTS_DE}${ABOUT_DE}(?: gefunden)?`,
  `(?:leider |(?:es )?tut mir leid,? )?(?:(?:dazu|darüber|hierzu) (?:kann|konnte) ich|(?:ich (?:kann|konnte)|(?:kann|konnte|habe|finde) ich)(?: leider)?(?: dazu| darüber| hierzu)?)(?: leider)? ${FACTS_DE}${ABOUT_DE}(?: finden)?`,
  `(?:leider )?(?:das weiß ich(?: leider)? nicht|(?:ich weiß|weiß ich)(?: das| es)?(?: leider)? nicht|(?:diese|ihre|deine|die) frage kann ich(?: leider)? nicht beantworten)`,
  `(?:malheureusement,? |désolée?,? )?je (?:n['’]ai pas(?: trouvé)?|ne (?:trouve|dispose) pas) (?:d['’]informations?|de (?:détails|réponse|renseignements))${ABOUT_FR}`,
  `(?:malheureusement,? |désolée?,? )?je (?:n['’]ai rien trouvé|ne trouve rien)${ABOUT_FR}`,
  `(?:malheureusement,? |désolée?,? )?je ne sais pas`,
  `(?:lamentablemente,? |lo siento,? )?no (?:tengo|encuentro|dispongo de|he encontrado|cuento con) (?:(?:ninguna|más|suficiente) )?(?:información|detalles|respuesta|nada)${ABOUT_ES}`,
  `(?:lamentablemente,? |lo siento,? )?no (?:lo )?sé`,
].map((pattern) => new RegExp(`^${pattern}$`, 'u'));

/** What makes a statement of a topic: verbs, negations, "all"; in any language, to be safe. */
const STATES = new Set(
  `is are was were be been being am have has had do does did can could will would shall should may might must cannot need needs
  not no none never nothing nobody neither nor without any anything all every everything each always only ever whatever
  if whether how what when where which who why because but however although and or it you we they i he she whose than
  problem problems issue issues risk risks reason reasons danger dangers objection objections wrong against
  kein keine keinen keiner keinem nicht nichts nie niemals alle allen alles jede jeder jedes jeden immer nur ohne gegen und oder aber dass
  ist sind war waren hat haben kann können darf dürfen muss müssen soll sollen wird werden braucht brauchen
  est sont était ont peut peuvent doit doivent sera ne pas jamais rien tout tous toute toutes aucun aucune sans que qui dont si et ou mais
  son está están puede pueden debe deben tiene tienen hay nunca nada todo todos toda todas ningún ninguna ninguno sin cualquier pero y`.split(
    /\s+/u,
  ),
);

/** `bare`: in small letters, without what it ends on. */
export function knowsNot(bare: string): boolean {
  return KNOWS_NOT.some((pattern) => {
    const found = pattern.exec(bare);
    if (found === null) return false;
    const topic = found.groups?.['topic'] ?? '';
    const words = topic.split(/[^\p{L}'’]+/u);
    return (
      !words.some((word) => STATES.has(word) || /n['’]t$|['’](?:s|re|ve|ll|m|d)$/u.test(word)) &&
      numbersInWords(topic).length === 0
    );
  });
}
