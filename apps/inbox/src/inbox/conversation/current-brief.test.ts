import { aConversation, ana } from '@baton/testkit';
import { describe, expect, it } from 'vitest';
import { currentBrief } from './current-brief.ts';

const handedOff = () => aConversation().customerSays().handedOff();

describe('the brief', () => {
  it('is not there while the AI has the conversation', () => {
    expect(currentBrief(aConversation().customerSays().aiAnswers().events)).toBeNull();
  });

  it('is there from the handoff on, and has done its work once somebody answered', () => {
    expect(currentBrief(handedOff().events)).toMatchObject({ answered: false });
    const answered = handedOff().claimedBy(ana).repliedBy(ana, 'Hi').events;
    expect(currentBrief(answered)).toMatchObject({ answered: true });
  });

  it('goes when the baton goes back to the AI, and a new handoff brings a new one', () => {
    const back = handedOff().claimedBy(ana).handedBackBy(ana);
    expect(currentBrief(back.events)).toBeNull();
    const again = back.customerSays('Still not').handedOff(['frustration']).events;
    expect(currentBrief(again)).toMatchObject({ answered: false, version: again.length });
  });
});
