// Sentences about goods and services in the manner of short public messages, put together from parts
// of our own: breakdowns told calmly, breakdowns told in anger, and everything that is neither.

import { seeded } from '../seeded.ts';

export interface Told {
  text: string;
  /** How much of a complaint it is, 0..1: a plain problem is a little one. */
  upset: number;
}

const THINGS =
  'order|parcel|laptop|phone|game|app|website|flight|bag|bus|train|car|washing machine|jacket|shoes|dress|coffee|pizza|hotel room|card|account|internet|router|printer|update|headphones|camera|subscription|delivery|booking|ticket|console|tv|watch|heater|sofa|gift card|invoice|tablet|keyboard|bike|pass|software|cable|stream'.split(
    '|',
  );
const BREAKS =
  'still has not arrived|never showed up|is broken again|stopped working after two days|keeps crashing|will not turn on|was cancelled without notice|is three hours late|came damaged|is missing parts|was the wrong colour|does not work|got lost somewhere|is down again|will not load|was sent to the wrong address|fell apart|was delayed four times|shows an error all day|was charged twice'.split(
    '|',
  );
const ANGER =
  'what a joke|this is ridiculous|worst company ever|so disappointed|thanks for nothing|never buying again|fix it already|how is this ok|I am done with you|unacceptable|get it together|terrible service|I want my money back|nobody answers|and no one cares|shame on you|#fail|seriously?!|smh|wtf|absolutely useless|so angry right now|your support is a disgrace|an hour on hold for this|what do I even pay you for|total waste of money|pathetic'.split(
    '|',
  );
const ABOUT_SERVICE =
  'your {t} department hung up on me|been on hold about my {t} since noon|your driver left my {t} in the rain|third email about my {t}, zero replies|your rep was so rude about my {t}|you ruined my weekend with that {t}|I pay every month and the {t} is garbage|nobody at your shop knows anything about the {t}|you keep telling me the {t} is coming, it is not|your new {t} is awful, bring the old one back|so your {t} just deletes everything, great|two weeks and no {t}|why is the {t} so bad lately|hey how about answering people about the {t}|you lost my {t} and blame me|I have sent you five messages about the {t}|really not happy with the {t}|is your {t} ever going to work|disappointing {t} for that price|why would you send me a used {t}|stop ignoring me and send my {t}|{t} down for the fourth day in a row'.split(
    '|',
  );
const CALM =
  'how do I set up my {t}|where can I buy the {t}|is the {t} available in blue|what size is the {t}|can I change the date of my {t}|when does the {t} come out|does the {t} work abroad|I would like to order a {t}|do you sell a {t} for kids|which {t} do you recommend|looking for a {t} under fifty|can I pick up the {t} at a store|how much is the {t}|is there a manual for the {t}|I have a question about the {t}|any plans for a bigger {t}|could you follow back so I can send you a note about the {t}|what time does the {t} leave|I need to check on my {t}|who do I ask about a {t} for our office'.split(
    '|',
  );
const NEUTRAL =
  'just ordered a new {t}|my {t} arrived today|reading about the {t}|check out our new {t}, link below|win a {t} this week, retweet to enter|thank you for your interest in the {t}|hi, please send us your order number and we will look into it|sorry to hear that, can you write us a direct message|we are glad you like the {t}|new blog post: how to choose a {t}|unboxing the {t} tonight|the {t} is on sale until sunday|photo of my {t} on the table|my brother got the same {t}|thinking of getting a {t}|watching a review of the {t}|the {t} line is long but moving|at the shop for a {t} and lunch|{t} weather today|we just opened a second {t} shop in town|in this episode we talk about the {t}'.split(
    '|',
  );
const PRAISE =
  'love my new {t}|best {t} ever|shout out to the crew, great {t}|the {t} is perfect, thank you|so happy with the {t}|your team fixed my {t} in a minute, amazing|can not wait for the {t}|the {t} was worth every penny|thanks for the quick help with my {t}|what a beautiful {t}|10 out of 10 {t}|you guys made my day with that {t}'.split(
    '|',
  );
const CHATTER =
  'good morning everyone|can not believe it is monday already|who is watching the match tonight|happy birthday to my best friend|I need more coffee|that movie was so good|my cat is asleep on the keyboard|congrats to the team|new music friday|I miss summer|lol same|what should I cook tonight|she said yes|the kids are finally asleep|this song is stuck in my head|happy new year|my legs hurt from the gym|so proud of my sister|anyone up for a run|I agree with you|that is hilarious|follow us for daily tips|join us live at noon|read the full story here|I am so tired of winter|the election results are in|did you block your account|that goal was terrible|I hate mondays|my team lost again, awful game|this show makes me cry|the villain in that film is the worst|feels like it happened years ago|he left me on read|traffic is a mess today|rip to a legend|I am jealous of her hair|what a save|see you at the conference|tell that to my boss|you are so right about that|no one understands this joke|be kind to each other'.split(
    '|',
  );

const HANDLES = ['', '', '', 'USER ', 'USER USER ', '@help '];

export function told(): Told[] {
  const random = seeded(21);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const filled = (template: string) => template.replace('{t}', pick(THINGS));
  const dressed = (text: string) => {
    const handle = pick(HANDLES);
    const shouted = random() < 0.06 ? text.toUpperCase() : text;
    return `${handle}${shouted}${pick(['', '', '', '.', '!', ' URL', '...'])}`;
  };
  const many = (count: number, upset: number, make: () => string): Told[] =>
    Array.from({ length: count }, () => ({ text: dressed(make()), upset }));
  const all = [
    ...many(260, 0.9, () => `my ${pick(THINGS)} ${pick(BREAKS)}, ${pick(ANGER)}`),
    ...many(120, 1, () => `${pick(ANGER)}. the ${pick(THINGS)} ${pick(BREAKS)}`),
    ...many(260, 0.85, () => filled(pick(ABOUT_SERVICE))),
    ...many(200, 0.33, () => `my ${pick(THINGS)} ${pick(BREAKS)}`),
    ...many(120, 0.25, () => `hi, the ${pick(THINGS)} ${pick(BREAKS)}. what can I do?`),
    ...many(260, 0, () => filled(pick(CALM))),
    ...many(300, 0, () => filled(pick(NEUTRAL))),
    ...many(160, 0, () => filled(pick(PRAISE))),
    ...many(260, 0, () => pick(CHATTER)),
  ];
  return [...new Map(all.map((each) => [each.text, each])).values()];
}

/** Turns down what was just said, without heat: a little sign that things go wrong. */
export const turnedDown: Told[] =
  'no, that is not it|not what I meant|that is the wrong one|no, not that|that does not help|I already tried that|it is not working|that did not work|still the same|no thanks, not that one|I said monday, not sunday|no, I want the other date|you misunderstood me|that is not correct|wrong city|I never asked for that|no. I told you a different time|is there nothing else|anything else?|why not|that is not an option for me|then forget about it'
    .split('|')
    .map((text) => ({ text, upset: 0.3 }));
