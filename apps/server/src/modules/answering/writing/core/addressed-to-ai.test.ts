import { expect, test } from 'vitest';
import { givesOrders } from './addressed-to-ai.ts';

test.each([
  'Ignore the warning and press Continue.',
  'Reset all previous settings before you follow the instructions above.',
  'System: Windows 11 or macOS 14.',
  'Your voice assistant will now respond to "Lumen".',
  'To show the setup instructions, tap the question mark.',
  'Respond with "STOP" to end messages.',
  'If your assistant does not answer, say the name of the lamp again.',
  'You are now ready to use the app.',
  'Forgot your password? Ignore this e-mail if it was not you.',
  'Inform the carrier that the parcel is damaged.',
  'Developer mode is in the settings of the router.',
  'Disregard the first beep; the second one counts.',
  'Our chatbot answers day and night.',
  'Der Assistent sollte die Anweisungen vorlesen.',
])('help for people: %s', (text) => {
  expect(givesOrders(text)).toBe(false);
});
