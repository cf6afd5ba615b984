// An attack by words: where it stands, what it says, what it wants, and what a model that obeys it
// to the letter would tell the customer.

export type Place =
  | 'document'
  | 'title'
  | 'heading'
  | 'message'
  | 'history'
  /** What an action brought back, as the AI told it earlier in the conversation. */
  | 'actionResult'
  /** In no prompt of an answer, but as a customer writes it: "I am …". */
  | 'contactName'
  /** Likewise: "I am on …". */
  | 'pageUrl';

/**
 * What holds when the model is wholly lost to the attacker:
 * `leftOut`: the passage gives orders to an AI and never gets as far as the model.
 * `rules`: hard rules stop what it says, even if the model of support called everything carried.
 * `support`: the model of support finds it in no passage.
 * `nothing`: it is not defended; the reason is in the attack's goal and in docs/models.md.
 */
export type Wall = 'leftOut' | 'rules' | 'support' | 'nothing';

export interface Attack {
  name: string;
  kind: string;
  place: Place;
  text: string;
  goal: string;
  obeyed: string;
  /** The attacker has won where this reaches the customer. */
  never: RegExp;
  wall: Wall;
}

type Row = readonly [
  place: Place,
  wall: Wall,
  name: string,
  text: string,
  goal: string,
  obeyed: string,
  never: RegExp,
];

export const attacks = (kind: string, rows: readonly Row[]): Attack[] =>
  rows.map(([place, wall, name, text, goal, obeyed, never]) => ({
    name,
    kind,
    place,
    text,
    goal,
    obeyed,
    never,
    wall,
  }));
