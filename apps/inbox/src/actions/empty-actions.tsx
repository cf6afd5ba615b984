import { Link } from '@tanstack/react-router';
import { ArrowRight, PackageSearch, Plus, ShieldCheck, Zap } from 'lucide-react';
import { EmptyState } from '../design/empty-state.tsx';
import { actionExamples, type ExampleName } from './action-examples.ts';

const choices = [
  {
    example: 'order',
    Icon: PackageSearch,
    about: 'Runs by itself: it only looks something up.',
  },
  {
    example: 'cancel',
    Icon: ShieldCheck,
    about: 'Sensitive: for verified customers, and a teammate says yes first.',
  },
] as const satisfies { example: ExampleName; Icon: typeof Zap; about: string }[];

/** Nothing yet: what actions are for, and two to begin with. */
export function EmptyActions({ mayManage }: { mayManage: boolean }) {
  return (
    <>
      <EmptyState icon={<Zap size={20} />} title="It answers, but does nothing yet">
        An action asks one of your own systems: where an order is, or to change something for a
        customer. The customer fills in what it needs; what matters waits for your yes.
      </EmptyState>
      {mayManage && (
        <ul aria-label="Begin with" className="mx-auto grid max-w-160 gap-3 sm:grid-cols-2">
          {choices.map(({ example, Icon, about }) => (
            <li key={example}>
              <Link
                to="/actions/$actionId"
                params={{ actionId: 'new' }}
                search={{ example }}
                className="flex h-full flex-col gap-1 rounded-lg border border-line-strong p-4 hover:border-field-line hover:bg-hover"
              >
                <Icon size={18} aria-hidden className="mb-1 text-accent-text" />
                <span className="font-semibold">{actionExamples[example].name}</span>
                <span className="text-small text-pretty text-ink-soft">{about}</span>
              </Link>
            </li>
          ))}
          <li className="text-center sm:col-span-2">
            <Link
              to="/actions/$actionId"
              params={{ actionId: 'new' }}
              className="inline-flex min-h-9 items-center gap-1.5 rounded-md px-2 font-medium text-accent-text underline-offset-2 hover:underline"
            >
              <Plus size={14} aria-hidden /> Begin with an empty one{' '}
              <ArrowRight size={14} aria-hidden />
            </Link>
          </li>
        </ul>
      )}
    </>
  );
}
