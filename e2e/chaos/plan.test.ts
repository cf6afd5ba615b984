import { expect, test } from 'vitest';
import { nameOf, planOf } from './plan.ts';

const apart = { rounds: 400, servers: 3, apart: true };
const own = { rounds: 400, servers: 1, apart: false };
const kindsOf = (plan: ReturnType<typeof planOf>) =>
  new Set(plan.flatMap(({ faults }) => faults.map(nameOf)));

test('the same seed makes the same plan, another one another', () => {
  expect(planOf(7, apart)).toEqual(planOf(7, apart));
  expect(planOf(7, apart)).not.toEqual(planOf(8, apart));
});

test('every kind of fault comes, each at every server', () => {
  const plan = planOf(1, apart);
  expect([...kindsOf(plan)].toSorted()).toEqual(
    [
      'clock back',
      'clock forward',
      ...['customers', 'database'].flatMap((where) =>
        ['black hole', 'cut', 'delay', 'half-close', 'hang'].map(
          (trouble) => `${where} link ${trouble}`,
        ),
      ),
      'kill',
      'kill all',
      'late feed',
      'postgres fast',
      'postgres immediate',
      'rolling restart',
    ].toSorted(),
  );
  const struck = plan.flatMap(({ faults }) =>
    faults.flatMap((fault) => ('server' in fault ? [fault.server] : [])),
  );
  expect(new Set(struck)).toEqual(new Set([0, 1, 2]));
});

test('a server with a PostgreSQL of its own has no line to it that could be cut', () => {
  expect([...kindsOf(planOf(1, own))].filter((name) => name.startsWith('database'))).toEqual([]);
});

test('servers are restarted one by one in the middle, and nothing else happens then', () => {
  for (const rounds of [1, 4, 5, 300]) {
    const plan = planOf(3, { ...apart, rounds });
    expect(plan[Math.ceil(rounds / 2) - 1]?.faults).toEqual([{ kind: 'rolling restart' }]);
  }
});

test('two faults at once are never two of one kind', () => {
  for (const { faults } of planOf(5, apart)) {
    const kinds = faults.map(({ kind }) => kind.replace(' all', ''));
    expect(new Set(kinds).size).toBe(kinds.length);
  }
});
