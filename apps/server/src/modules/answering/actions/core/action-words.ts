/** What the AI says around an action, in the languages that the widget speaks. */

interface Words {
  /** One thing is missing. */
  askOne(name: string, label: string): string;
  askForm(name: string): string;
  /** All is known; the customer sends it off. */
  confirm(name: string): string;
  mend(name: string): string;
  /** Waits for a teammate. */
  requested(name: string): string;
  needsIdentity(name: string): string;
  passedOn: string;
}

const en: Words = {
  askOne: (name, label) => `Sure. For “${name}” I need one thing: ${label}.`,
  askForm: (name) => `Sure. For “${name}” I need a few details.`,
  confirm: (name) => `I can do that. Please check the details for “${name}” and send them.`,
  mend: (name) => `Something is not right yet with the details for “${name}”. Please check them.`,
  requested: (name) =>
    `I have asked a teammate to approve “${name}”. You will see here what comes of it.`,
  needsIdentity: (name) =>
    `For “${name}” I must be sure who you are, and you are not signed in on our website. I am passing you to a teammate, who can help.`,
  passedOn: 'I am passing you to a teammate, who will look into it.',
};

const de: Words = {
  askOne: (name, label) => `Gern. Für „${name}“ brauche ich noch: ${label}.`,
  askForm: (name) => `Gern. Für „${name}“ brauche ich ein paar Angaben.`,
  confirm: (name) => `Das geht. Bitte prüfen Sie die Angaben für „${name}“ und senden Sie sie ab.`,
  mend: (name) => `Etwas stimmt noch nicht bei den Angaben für „${name}“. Bitte prüfen Sie sie.`,
  requested: (name) =>
    `Ich habe unser Team gebeten, „${name}“ freizugeben. Was daraus wird, sehen Sie hier.`,
  needsIdentity: (name) =>
    `Für „${name}“ muss ich sicher wissen, wer Sie sind, und Sie sind auf unserer Website nicht angemeldet. Ich gebe an unser Team weiter.`,
  passedOn: 'Ich gebe an unser Team weiter, das sich darum kümmert.',
};

const fr: Words = {
  askOne: (name, label) => `Bien sûr. Pour « ${name} », il me manque : ${label}.`,
  askForm: (name) => `Bien sûr. Pour « ${name} », j’ai besoin de quelques informations.`,
  confirm: (name) => `C’est possible. Vérifiez les informations pour « ${name} » et envoyez-les.`,
  mend: (name) =>
    `Quelque chose ne va pas encore dans les informations pour « ${name} ». Veuillez vérifier.`,
  requested: (name) =>
    `J’ai demandé à un membre de l’équipe d’approuver « ${name} ». Vous verrez la suite ici.`,
  needsIdentity: (name) =>
    `Pour « ${name} », je dois être sûr de votre identité, et vous n’êtes pas connecté sur notre site. Je vous passe un membre de l’équipe.`,
  passedOn: 'Je vous passe un membre de l’équipe, qui va s’en occuper.',
};

const es: Words = {
  askOne: (name, label) => `Claro. Para «${name}» me falta: ${label}.`,
  askForm: (name) => `Claro. Para «${name}» necesito algunos datos.`,
  confirm: (name) => `Puedo hacerlo. Revise los datos para «${name}» y envíelos.`,
  mend: (name) => `Algo no está bien todavía en los datos para «${name}». Revíselos, por favor.`,
  requested: (name) =>
    `He pedido a una persona del equipo que apruebe «${name}». Aquí verá el resultado.`,
  needsIdentity: (name) =>
    `Para «${name}» debo estar seguro de quién es usted, y no ha iniciado sesión en nuestra web. Le paso con una persona del equipo.`,
  passedOn: 'Le paso con una persona del equipo, que se ocupará.',
};

const languages: Readonly<Record<string, Words>> = { en, de, fr, es };

/** English where the language is not known, or not spoken here. */
export const wordsIn = (language: string | null): Words =>
  languages[language?.toLowerCase().split('-')[0] ?? 'en'] ?? en;
