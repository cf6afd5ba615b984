/**
 * Every word of the widget's own, in one place: in English, German, French and Spanish. The script
 * carries English; the build puts the others into files of their own (see `english.ts`).
 */
export const spokenHere = ['en', 'de', 'fr', 'es'];

type InEach = readonly [english: string, german: string, french: string, spanish: string];

const everyWord = {
  openChat: ['Open chat', 'Chat öffnen', 'Ouvrir le chat', 'Abrir el chat'],
  closeChat: ['Close chat', 'Chat schließen', 'Fermer le chat', 'Cerrar el chat'],
  unread: ['{count} unread', '{count} ungelesen', '{count} non lus', '{count} sin leer'],
  chatWith: ['Chat with {name}', 'Chat mit {name}', 'Chat avec {name}', 'Chat con {name}'],
  messages: ['Messages', 'Nachrichten', 'Messages', 'Mensajes'],
  you: ['You', 'Sie', 'Vous', 'Usted'],
  ai: ['AI', 'KI', 'IA', 'IA'],
  aiState: [
    'AI assistant · answers instantly',
    'KI-Assistent · antwortet sofort',
    'Assistant IA · répond aussitôt',
    'Asistente de IA · responde al instante',
  ],
  waitingState: [
    'Waiting for a person',
    'Wartet auf einen Menschen',
    'En attente d’une personne',
    'Esperando a una persona',
  ],
  humanState: ['Support team', 'Support-Team', 'Équipe d’assistance', 'Equipo de soporte'],
  aPerson: ['A person', 'Ein Mensch', 'Une personne', 'Una persona'],
  resolvedState: ['Resolved', 'Erledigt', 'Résolu', 'Resuelto'],
  menu: ['More', 'Mehr', 'Plus', 'Más'],
  talkToPerson: [
    'Talk to a person',
    'Mit einem Menschen sprechen',
    'Parler à une personne',
    'Hablar con una persona',
  ],
  askForPerson: [
    "I'd like to talk to a person",
    'Ich möchte mit einem Menschen sprechen',
    'Je voudrais parler à une personne',
    'Quiero hablar con una persona',
  ],
  soundOn: ['Turn sound on', 'Ton einschalten', 'Activer le son', 'Activar el sonido'],
  soundOff: ['Turn sound off', 'Ton ausschalten', 'Couper le son', 'Quitar el sonido'],
  writeHere: [
    'Write a message…',
    'Nachricht schreiben …',
    'Écrivez un message…',
    'Escriba un mensaje…',
  ],
  writeToReopen: [
    'Write to reopen…',
    'Schreiben, um fortzufahren …',
    'Écrivez pour rouvrir…',
    'Escriba para reabrir…',
  ],
  send: ['Send', 'Senden', 'Envoyer', 'Enviar'],
  left: [
    '{count} characters left',
    'Noch {count} Zeichen',
    'Encore {count} caractères',
    'Quedan {count} caracteres',
  ],
  tooLong: [
    '{count} characters too long',
    '{count} Zeichen zu lang',
    '{count} caractères de trop',
    'Sobran {count} caracteres',
  ],
  sending: ['Sending…', 'Wird gesendet …', 'Envoi…', 'Enviando…'],
  notSent: ['Not sent.', 'Nicht gesendet.', 'Non envoyé.', 'No enviado.'],
  notSentOffline: [
    'Waiting for a connection.',
    'Wartet auf Verbindung.',
    'En attente de connexion.',
    'Esperando conexión.',
  ],
  notSentBusy: [
    'Too many messages at once. Please wait a moment.',
    'Zu viele Nachrichten auf einmal. Bitte kurz warten.',
    'Trop de messages à la fois. Patientez un instant.',
    'Demasiados mensajes a la vez. Espere un momento.',
  ],
  retry: ['Try again', 'Erneut versuchen', 'Réessayer', 'Reintentar'],
  remove: ['Remove', 'Entfernen', 'Retirer', 'Quitar'],
  typing: ['{name} is writing…', '{name} schreibt …', '{name} écrit…', '{name} está escribiendo…'],
  from: ['From', 'Aus', 'Source', 'De'],
  opensInNewTab: [
    'opens in a new tab',
    'öffnet in neuem Tab',
    's’ouvre dans un nouvel onglet',
    'se abre en otra pestaña',
  ],
  showQuote: ['Show the passage', 'Textstelle zeigen', 'Voir le passage', 'Ver el pasaje'],
  hideQuote: [
    'Hide the passage',
    'Textstelle verbergen',
    'Masquer le passage',
    'Ocultar el pasaje',
  ],
  didItHelp: ['Did this help?', 'Hat das geholfen?', 'Cela vous a aidé ?', '¿Le ha servido?'],
  helped: ['This helped', 'Das hat geholfen', 'Cela m’a aidé', 'Me ha servido'],
  didNotHelp: [
    'This did not help',
    'Das hat nicht geholfen',
    'Cela ne m’a pas aidé',
    'No me ha servido',
  ],
  fillIn: ['Fill in: {name}', 'Ausfüllen: {name}', 'Remplir : {name}', 'Rellenar: {name}'],
  optional: ['optional', 'freiwillig', 'facultatif', 'opcional'],
  example: ['For example', 'Zum Beispiel', 'Par exemple', 'Por ejemplo'],
  choose: ['Please choose', 'Bitte wählen', 'Choisissez', 'Elija'],
  fieldMissing: [
    'Please fill this in.',
    'Bitte ausfüllen.',
    'Veuillez remplir ce champ.',
    'Rellene este campo.',
  ],
  numberWrong: [
    'This should be a number.',
    'Hier gehört eine Zahl hin.',
    'Il faut ici un nombre.',
    'Aquí va un número.',
  ],
  fieldWrong: [
    'Please check this.',
    'Bitte noch einmal prüfen.',
    'Veuillez vérifier.',
    'Revise este dato.',
  ],
  formClosed: [
    'This is no longer needed.',
    'Das wird nicht mehr gebraucht.',
    'Ce n’est plus nécessaire.',
    'Ya no hace falta.',
  ],
  connecting: [
    'Connecting you with a person',
    'Wir verbinden Sie mit einem Menschen',
    'Nous vous mettons en relation avec une personne',
    'Le ponemos en contacto con una persona',
  ],
  connectingMore: [
    'They will see everything you wrote. You can leave this page: the answer waits here.',
    'Er sieht alles, was Sie geschrieben haben. Sie können die Seite verlassen: Die Antwort wartet hier.',
    'Elle verra tout ce que vous avez écrit. Vous pouvez quitter la page : la réponse vous attend ici.',
    'Verá todo lo que ha escrito. Puede salir de la página: la respuesta le espera aquí.',
  ],
  connectingLater: [
    'Nobody is online right now. They will see everything you wrote, and answer here.',
    'Gerade ist niemand online. Das Team sieht alles, was Sie geschrieben haben, und antwortet hier.',
    'Personne n’est en ligne pour le moment. L’équipe verra tout ce que vous avez écrit et répondra ici.',
    'Ahora no hay nadie en línea. El equipo verá todo lo que ha escrito y responderá aquí.',
  ],
  waiting: [
    'Passed to a person',
    'An einen Menschen übergeben',
    'Transmis à une personne',
    'En manos de una persona',
  ],
  joined: [
    '{name} joined',
    '{name} ist jetzt da',
    '{name} a rejoint le chat',
    '{name} se ha unido',
  ],
  backToAi: [
    'Back with the assistant',
    'Wieder beim Assistenten',
    'De retour avec l’assistant',
    'De vuelta con el asistente',
  ],
  resolved: ['Resolved', 'Erledigt', 'Résolu', 'Resuelto'],
  reopened: ['Reopened', 'Wieder geöffnet', 'Rouvert', 'Reabierto'],
  actionRequested: [
    '{name}: waiting for approval',
    '{name}: wartet auf Freigabe',
    '{name} : en attente d’approbation',
    '{name}: pendiente de aprobación',
  ],
  actionDone: ['{name}: done', '{name}: erledigt', '{name} : fait', '{name}: hecho'],
  actionDeclined: ['{name}: declined', '{name}: abgelehnt', '{name} : refusé', '{name}: rechazado'],
  actionFailed: [
    '{name}: did not work',
    '{name}: hat nicht geklappt',
    '{name} : échec',
    '{name}: no ha funcionado',
  ],
  emailAsk: [
    'Have to go? Leave your email and we can reach you.',
    'Müssen Sie los? Mit Ihrer E-Mail erreichen wir Sie.',
    'Vous devez partir ? Laissez votre e-mail pour être recontacté.',
    '¿Tiene que irse? Deje su correo y le responderemos.',
  ],
  email: ['Your email', 'Ihre E-Mail', 'Votre e-mail', 'Su correo'],
  emailWrong: [
    'This does not look like an email address.',
    'Das sieht nicht nach einer E-Mail-Adresse aus.',
    'Cela ne ressemble pas à une adresse e-mail.',
    'No parece una dirección de correo.',
  ],
  failed: [
    'That did not work. Please try again.',
    'Das hat nicht geklappt. Bitte noch einmal.',
    'Cela n’a pas marché. Réessayez.',
    'No ha funcionado. Inténtelo de nuevo.',
  ],
  emailThanks: [
    'Thank you. We can reach you at {email}.',
    'Danke. Wir erreichen Sie unter {email}.',
    'Merci. Nous pouvons vous joindre à {email}.',
    'Gracias. Podemos escribirle a {email}.',
  ],
  leaveEmail: ['Save', 'Speichern', 'Enregistrer', 'Guardar'],
  noThanks: ['No, thank you', 'Nein, danke', 'Non, merci', 'No, gracias'],
  offline: [
    'You are offline. Messages go out when you are back.',
    'Sie sind offline. Nachrichten werden nachgeholt.',
    'Vous êtes hors ligne. Envoi dès votre retour.',
    'Está sin conexión. Se enviará al volver.',
  ],
  reconnecting: [
    'Connecting again…',
    'Verbindung wird wiederhergestellt …',
    'Reconnexion…',
    'Conectando de nuevo…',
  ],
  unreachable: [
    'The chat cannot be reached right now. Trying again…',
    'Der Chat ist gerade nicht erreichbar. Neuer Versuch …',
    'Le chat est injoignable pour le moment. Nouvel essai…',
    'No se puede acceder al chat ahora. Reintentando…',
  ],
  newMessages: ['New messages', 'Neue Nachrichten', 'Nouveaux messages', 'Mensajes nuevos'],
  newMessage: ['New message', 'Neue Nachricht', 'Nouveau message', 'Mensaje nuevo'],
  dismiss: ['Dismiss', 'Schließen', 'Fermer', 'Cerrar'],
  today: ['Today', 'Heute', 'Aujourd’hui', 'Hoy'],
  yesterday: ['Yesterday', 'Gestern', 'Hier', 'Ayer'],
  aiNote: ['AI can be wrong', 'KI kann sich irren', 'L’IA peut se tromper', 'La IA puede fallar'],
} satisfies Record<string, InEach>;

export type Word = keyof typeof everyWord;
export type Words = Readonly<Record<Word, string>>;

/** `language` is one of `spokenHere`. */
export function wordsOf(language: string): Words {
  const column = spokenHere.indexOf(language);
  const said = Object.entries(everyWord).map(([word, inEach]) => [word, inEach[column]]);
  return Object.fromEntries(said) as Words;
}
