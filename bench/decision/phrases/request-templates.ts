// Requests for a person put together from parts of our own: a way of asking, and somebody to be asked
// for. Beside them the same people in sentences that ask for something else.

import { seeded } from '../seeded.ts';

const WHO =
  'a human|a person|a real person|someone|somebody|an agent|a live agent|a representative|a colleague|one of your colleagues|somebody from your team|someone from support|a member of staff|an advisor|an operator|a supervisor|a manager|your boss|a specialist|customer service|the support team|a technician|an actual employee|someone in charge|somebody who knows this|a human being|one of your people|the help desk|a sales person|somebody in billing|an expert|a living soul|anyone on your side'.split(
    '|',
  );
const ASK =
  'can I talk to {w}|could I speak with {w}|I want to talk to {w}|I need to speak to {w}|please connect me with {w}|put me through to {w}|transfer me to {w}|get me {w}|bring in {w}|fetch {w} for me|find {w} for me please|give me {w}|hand me over to {w}|pass me on to {w}|I would rather deal with {w}|I prefer to write with {w}|let me chat with {w}|is there {w} I can talk to|is {w} available to talk|may I have a word with {w}|could {w} call me|could {w} look into this for me|can {w} help me instead|have {w} contact me|I would like to discuss this with {w}|I insist on {w}|how do I get through to {w}|how can I reach {w} here|where do I find {w} to talk to|I will only talk to {w}|ask {w} to get back to me|I am asking for {w}|nothing but {w} will do|when can I talk to {w}|would you let {w} take over|it is time for {w} to step in|please involve {w}|loop in {w}|I need {w} right now|I want {w}, not a bot|no bot please, {w}|enough with the automatic answers, {w} please|this is beyond you, get {w}|this needs {w}|do you have {w} I could speak to|hook me up with {w}|switch me to {w}|forward this to {w}'.split(
    '|',
  );
const OPENINGS = [
  '',
  '',
  '',
  '',
  'hi, ',
  'hello ',
  'please ',
  'ok ',
  'no, ',
  'listen, ',
  'this did not help. ',
  'my order is late and ',
  'I am stuck, ',
];

const ROLES =
  'agent|representative|manager|operator|employee|colleague|team member|human|person|supervisor|customer|contact|technician|support agent|admin'.split(
    '|',
  );
const OTHERWISE =
  'how do I add a {r} to my workspace|how do I remove a {r}|how many {r}s can I have|what can a {r} see|what is the role of a {r}|assign the ticket to a {r}|the {r} list is empty|rename a {r}|how do I change the {r} name|is there a limit per {r}|what does each {r} cost|can a {r} edit this page|export all {r}s|import {r}s from a file|which {r} sent this message|show the {r} online status|a {r} told me to restart it|the {r} I spoke to said it ships today|where does the {r} sign in|why is the {r} offline icon grey|how do I rate a {r}|what training does a {r} need|can the {r} see my screen|how do I give a {r} access|who is the {r} of this project|create a report per {r}|filter by {r}|does every {r} need a licence|how do I become a {r}|set working hours for a {r}|the {r} field is required|hide the {r} photo|notify the {r} by email'.split(
    '|',
  );
const CONNECT =
  'connect me to the wifi|connect my {x}|how do I connect {x}|transfer my {x}|can I transfer {x} to another account|put {x} on hold|get me {x}|give me the price of {x}|find {x} for me|bring up {x}|fetch {x} from the server|I want to talk about {x}|I need {x} right now|I would like {x}|can you pass on {x}|where do I find {x}|how can I reach {x}|switch to {x}|call {x} from my code|forward {x} to my mail|how do I look into {x}|I prefer {x}|is {x} available'.split(
    '|',
  );
const OBJECTS =
  'my domain|the settings page|my invoice|a calendar|my printer|the database|the api|my bank account|the download|a bigger plan|dark mode|the export|my bookings|two tickets|the blue one|the mobile app|a receipt|my phone number|the test server|an older version|the price list|the return form'.split(
    '|',
  );

export interface Asking {
  text: string;
  asks: boolean;
}

export function askings(): Asking[] {
  const random = seeded(33);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const many = (count: number, asks: boolean, make: () => string): Asking[] =>
    Array.from({ length: count }, () => ({
      text: `${pick(OPENINGS)}${make()}${pick(['', '', '?', '.', '!'])}`,
      asks,
    }));
  const all = [
    ...many(700, true, () => pick(ASK).replace('{w}', pick(WHO))),
    ...many(400, false, () => pick(OTHERWISE).replace('{r}', pick(ROLES))),
    ...many(300, false, () => pick(CONNECT).replace('{x}', pick(OBJECTS))),
  ];
  return [...new Map(all.map((each) => [each.text, each])).values()];
}
