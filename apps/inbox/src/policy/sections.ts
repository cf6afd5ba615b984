/** The parts of the decision, in the order in which an owner meets them. */
import {
  Gauge,
  GitCompareArrows,
  History,
  MessageSquareText,
  ScrollText,
  ShieldAlert,
  SquareCheck,
  Tags,
} from 'lucide-react';

export const sections = [
  {
    id: 'when',
    name: 'When to answer',
    lead: 'How sure it must be, what that comes to, and what happens otherwise.',
    Icon: Gauge,
  },
  {
    id: 'guidelines',
    name: 'Guidelines',
    lead: 'When a person should take over, in your own words.',
    Icon: ScrollText,
  },
  {
    id: 'topics',
    name: 'Sensitive topics',
    lead: 'What a machine should not settle, whatever it knows.',
    Icon: ShieldAlert,
  },
  {
    id: 'tags',
    name: 'Automatic tags',
    lead: 'Tags that conversations get by themselves.',
    Icon: Tags,
  },
  {
    id: 'texts',
    name: 'What it says',
    lead: 'Its own words to customers, in each of their languages.',
    Icon: MessageSquareText,
  },
  {
    id: 'replay',
    name: 'Replay',
    lead: 'What another policy would have done, decision by decision.',
    Icon: GitCompareArrows,
  },
  {
    id: 'versions',
    name: 'Versions',
    lead: 'Who changed what, when and why.',
    Icon: History,
  },
  {
    id: 'reviews',
    name: 'Reviews',
    lead: 'Was it right? One decision after another.',
    Icon: SquareCheck,
  },
] as const;
export type SectionId = (typeof sections)[number]['id'];
