// What the AI says to customers where no document says it, in the languages the widget speaks.

import type { PolicyMessages, SaidText } from '@baton/protocol';

const inFour = (text: string, de: string, fr: string, es: string): SaidText => ({
  text,
  languages: { de, fr, es },
});

export const clarifyOpen = inFour(
  'I am not sure I understood. Could you put it in other words, or add a detail?',
  'Ich bin nicht sicher, ob ich das richtig verstanden habe. Können Sie es anders sagen oder etwas genauer?',
  'Je ne suis pas sûr d’avoir bien compris. Pouvez-vous le dire autrement ou préciser un peu ?',
  'No estoy seguro de haberlo entendido. ¿Puede decirlo de otra manera o añadir algún detalle?',
);

export const readyMadeTexts: Readonly<PolicyMessages> = {
  handoff: inFour(
    'I am passing you to a person on our team. They can see this chat, so there is no need to repeat anything.',
    'Ich gebe an einen Menschen aus unserem Team weiter. Er sieht diesen Chat, Sie müssen also nichts wiederholen.',
    'Je vous passe une personne de notre équipe. Elle voit cette conversation, vous n’avez rien à répéter.',
    'Le paso con una persona de nuestro equipo. Puede ver esta conversación, así que no tiene que repetir nada.',
  ),
  handoffOutOfHours: inFour(
    'I am passing this to our team. Nobody is on duty right now; they will answer here as soon as they are back, and there is no need to repeat anything.',
    'Ich gebe das an unser Team weiter. Gerade ist niemand im Dienst; die Antwort kommt hier, sobald jemand zurück ist, und Sie müssen nichts wiederholen.',
    'Je transmets à notre équipe. Personne n’est en service en ce moment ; la réponse viendra ici dès leur retour, et vous n’avez rien à répéter.',
    'Paso esto a nuestro equipo. Ahora mismo no hay nadie de turno; responderán aquí en cuanto vuelvan, y no tiene que repetir nada.',
  ),
  offer: inFour(
    'I may not be the best help with this. Would you like me to bring in a person?',
    'Hierbei bin ich vielleicht nicht die beste Hilfe. Soll ich einen Menschen dazuholen?',
    'Je ne suis peut-être pas la meilleure aide pour cela. Voulez-vous que je fasse venir une personne ?',
    'Quizá no sea yo la mejor ayuda para esto. ¿Quiere que llame a una persona?',
  ),
  clarify: inFour(
    'I want to be sure I answer the right question. Which of these do you mean?',
    'Ich möchte die richtige Frage beantworten. Was davon meinen Sie?',
    'Je voudrais répondre à la bonne question. De quoi s’agit-il ?',
    'Quiero responder a la pregunta correcta. ¿A cuál de estas se refiere?',
  ),
  clarifyOpen,
  clarifyEmpty: inFour(
    'I could not read a question in that. Could you tell me in a few words what you need?',
    'Darin konnte ich keine Frage lesen. Können Sie mir in wenigen Worten sagen, was Sie brauchen?',
    'Je n’y ai pas trouvé de question. Pouvez-vous me dire en quelques mots ce qu’il vous faut ?',
    'No he podido leer ninguna pregunta ahí. ¿Puede decirme en pocas palabras qué necesita?',
  ),
  clarifyLink: inFour(
    'Thank you for the link. What would you like to know about it?',
    'Danke für den Link. Was möchten Sie dazu wissen?',
    'Merci pour le lien. Que voulez-vous savoir à ce sujet ?',
    'Gracias por el enlace. ¿Qué quiere saber sobre él?',
  ),
  greeting: inFour(
    'Hello! How can I help you?',
    'Hallo! Wie kann ich Ihnen helfen?',
    'Bonjour ! Comment puis-je vous aider ?',
    '¡Hola! ¿En qué puedo ayudarle?',
  ),
  thanks: inFour(
    'You are welcome! Is there anything else I can help with?',
    'Gern geschehen! Kann ich sonst noch helfen?',
    'Avec plaisir ! Puis-je vous aider pour autre chose ?',
    '¡De nada! ¿Puedo ayudarle en algo más?',
  ),
  goodbye: inFour(
    'Thank you for getting in touch. Goodbye!',
    'Danke für Ihre Nachricht. Auf Wiedersehen!',
    'Merci de nous avoir contactés. Au revoir !',
    'Gracias por escribirnos. ¡Hasta pronto!',
  ),
  acknowledgement: inFour(
    'All right. Let me know if there is anything else.',
    'Alles klar. Melden Sie sich gern, wenn noch etwas ist.',
    'Entendu. Dites-moi s’il y a autre chose.',
    'De acuerdo. Avíseme si necesita algo más.',
  ),
  aboutBot: inFour(
    'I am an AI assistant. I answer from our help pages, and I can bring in a person whenever you like: just ask.',
    'Ich bin ein KI-Assistent. Ich antworte aus unseren Hilfeseiten und hole jederzeit einen Menschen dazu: Fragen Sie einfach.',
    'Je suis un assistant IA. Je réponds à partir de nos pages d’aide et je peux faire venir une personne à tout moment : il suffit de demander.',
    'Soy un asistente de IA. Respondo a partir de nuestras páginas de ayuda y puedo llamar a una persona cuando quiera: solo tiene que pedirlo.',
  ),
};
