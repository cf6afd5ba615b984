// From verdicts to what the customer reads. What is not carried goes, and with it what makes no
// sense or is dangerous without it: the steps around a step, the words that lead up to a list, the
// sentence that leans on the one before.

import { listOf } from './claims.ts';
import type { CheckedClaim, Verdict } from './verdict.ts';

export interface ToldClaim extends CheckedClaim {
  removed: boolean;
}

export interface Assembled {
  text: string;
  /** Every claim the model made, in order; courtesies are none. */
  claims: ToldClaim[];
  /** Carrying passages, as numbered, in the order in which the text first needs them. */
  cited: number[];
}

const LEANS =
  /^(?:\*\*|["'“(])?(?:it|its|this|that|these|those|they|he|she|them|however|but|otherwise|if so|if not|then|also|instead|in that case|in this case|afterwards|after that|therefore|so|likewise|both|er|es|sie|dies(?:e[rsn]?)?|das|dann|dabei|dafür|dazu|jedoch|aber|sonst|andernfalls|außerdem|danach|il|elle|ils|elles|cela|ceci|ce|cette|ensuite|sinon|mais|cependant|ello|esto|eso|este|esta|luego|después|pero|sin embargo|si no|de lo contrario)\b/iu;
const STEP_GONE = 'a step beside it is not carried by the passages';
const LEANT = 'leans on a sentence that was removed';

/** A label waits for what it names: at the end of what came so far it is not shown. */
export function assemble(verdicts: readonly Verdict[]): Assembled {
  const broken = brokenProcedures(verdicts);
  const claims: ToldClaim[] = [];
  const cited = new Set<number>();
  let text = '';
  let gap = '';
  let waiting: { lead: string; text: string }[] = [];
  let goneBefore = false;
  const add = (lead: string, words: string) => {
    text += (text === '' ? '' : wider(gap, lead)) + words;
    gap = '';
  };
  for (const verdict of verdicts) {
    const { lead } = verdict.unit;
    if (lead.includes('\n\n')) goneBefore = false;
    if (verdict.kind === 'unsaid') gap = wider(gap, lead);
    else if (verdict.kind === 'label') waiting.push({ lead, text: verdict.unit.text });
    else if (verdict.kind === 'courtesy') {
      waiting = [];
      add(lead, verdict.unit.text);
    } else {
      const leans: boolean =
        goneBefore && verdict.unit.kind === 'text' && LEANS.test(verdict.unit.text);
      const kept: string = leans ? '' : keptText(verdict, broken.has(verdict));
      for (const claim of verdict.claims) {
        const gone = kept === '' || !isKept(claim, verdict);
        claims.push({ ...claim, removed: gone, why: whyGone(claim, gone, leans) });
        if (!gone) for (const number of claim.carriers) cited.add(number);
      }
      goneBefore = kept === '';
      if (kept === '') gap = wider(gap, waiting[0]?.lead ?? lead);
      else {
        for (const label of waiting) add(label.lead, label.text);
        add(lead, kept);
      }
      waiting = [];
    }
  }
  return { text: text.trim(), claims, cited: [...cited] };
}

/** Something is left, and not more went than stayed. */
export function isMostlyCarried(claims: readonly ToldClaim[]): boolean {
  const kept = claims.filter(({ removed }) => !removed).length;
  return kept > 0 && kept * 2 >= claims.length;
}

function whyGone(claim: CheckedClaim, gone: boolean, leans: boolean): string | null {
  if (!gone) return null;
  if (!claim.carried) return claim.why;
  return leans ? LEANT : STEP_GONE;
}

type Claims = Extract<Verdict, { kind: 'claims' }>;

/** Bullets stand each for itself; everything else stands or falls as a whole. */
const isKept = (claim: CheckedClaim, { unit, claims }: Claims) =>
  isBullets(unit)
    ? claims.every((each) => each.item !== claim.item || each.carried)
    : claims.every((each) => each.carried);

const isBullets = (unit: Claims['unit']) => unit.kind === 'list' && !listOf(unit).ordered;

function keptText(verdict: Claims, brokenProcedure: boolean): string {
  const { unit, claims } = verdict;
  if (brokenProcedure) return '';
  if (claims.every(({ carried }) => carried)) return unit.text;
  if (!isBullets(unit)) return '';
  return listOf(unit)
    .items.filter((_, at) => claims.every((claim) => claim.item !== at || claim.carried))
    .map((item) => item.text)
    .join('\n');
}

/** Numbered lists of which a step is not carried, and those that go on counting from them. */
function brokenProcedures(verdicts: readonly Verdict[]): Set<Verdict> {
  const broken = new Set<Verdict>();
  let procedure: Claims[] = [];
  const close = () => {
    if (procedure.some(({ claims }) => claims.some(({ carried }) => !carried)))
      for (const part of procedure) broken.add(part);
    procedure = [];
  };
  for (const verdict of verdicts) {
    if (verdict.kind !== 'claims' || verdict.unit.kind !== 'list') continue;
    const { ordered, start } = listOf(verdict.unit);
    if (!ordered) continue;
    if ((start ?? 1) <= 1) close();
    procedure.push(verdict);
  }
  close();
  return broken;
}

/** White space as wide as the wider of the two. */
function wider(one: string, other: string): string {
  const lines = (space: string) => Math.min(2, space.split('\n').length - 1);
  const most = Math.max(lines(one), lines(other));
  if (most > 0) return '\n'.repeat(most);
  return one === '' && other === '' ? '' : ' ';
}
