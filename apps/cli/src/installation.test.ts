import { expect, test } from 'vitest';
import { choose } from './installation.ts';

const sales = { id: 'agt_1', name: 'Sales' };
const help = { id: 'agt_2', name: 'Help' };

test('with only one AI agent nobody needs to name it', () => {
  expect(choose([sales], undefined, 'AI agent')).toBe(sales);
});

test('with several, the right one is named by name or id', () => {
  expect(choose([sales, help], 'help', 'AI agent')).toBe(help);
  expect(choose([sales, help], 'agt_1', 'AI agent')).toBe(sales);
});

test.each([
  [[sales, help], undefined, 'Which AI agent? Say --ai-agent with one of "Sales", "Help".'],
  [[sales], 'Shop', 'There is no AI agent "Shop", only "Sales".'],
  [[sales, { id: 'agt_3', name: 'sales' }], 'Sales', 'Several are called "Sales"'],
  [[], undefined, 'There is no AI agent yet.'],
])('an unclear choice is told with the names there are', (all, wanted, said) => {
  expect(() => choose(all, wanted, 'AI agent')).toThrow(said);
});
