import { expect, it } from 'vitest';
import { createScriptedModel } from './scripted-model.ts';

it('answers as scripted, in order, and remembers what it was asked', async () => {
  const model = createScriptedModel<string, string>([
    { says: 'one' },
    { fails: new Error('overloaded') },
  ]);
  model.add({ says: 'three' });
  expect(await model.ask('a')).toBe('one');
  await expect(model.ask('b')).rejects.toThrow('overloaded');
  expect(await model.ask('c')).toBe('three');
  expect(model.asked).toEqual(['a', 'b', 'c']);
});

it('answers late, when the test lets it', async () => {
  let open: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const model = createScriptedModel<string, string>([{ says: 'late', when: () => gate }]);
  const answers: string[] = [];
  const asking = model.ask('a').then((answer) => answers.push(answer));
  await Promise.resolve();
  expect(answers).toEqual([]);
  open?.();
  await asking;
  expect(answers).toEqual(['late']);
});

it('never answers, until the asker gives up', async () => {
  const model = createScriptedModel<string, string>([{ never: true }]);
  const giveUp = new AbortController();
  const asking = model.ask('a', { signal: giveUp.signal });
  giveUp.abort();
  await expect(asking).rejects.toThrow('gave up');
});

it('says so when it is asked beyond its script', async () => {
  await expect(createScriptedModel([]).ask('a')).rejects.toThrow('The script is over');
  expect(await createScriptedModel([], () => 'always').ask('a')).toBe('always');
});
