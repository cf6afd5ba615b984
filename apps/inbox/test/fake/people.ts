import type { AiAgent, Session, Teammate } from '@baton/protocol';
import { id } from './ids.ts';

const teammate = (number: number, name: string, role: Teammate['role']) =>
  ({
    id: id('tmt', number),
    name,
    email: `${name.split(' ')[0]?.toLowerCase()}@lumen.example`,
    role,
    disabled: false,
  }) as Teammate;

export const sam = teammate(1, 'Sam Okafor', 'owner');
export const maya = teammate(2, 'Maya Lindqvist', 'teammate');
export const jo = teammate(3, 'Jo Ferreira', 'admin');

export const aiAgent = {
  id: id('agt', 1),
  name: 'Lumen Helper',
  widgetKey: 'wk_4f7a9c21d0b84e55',
  allowedOrigins: ['https://lumen.example'],
  look: {
    accent: '#0d6157',
    greeting: 'Hello! Ask me anything about your Lumen lamp.',
    suggestions: ['Where is my order?', 'How do I return a lamp?', 'My lamp flickers'],
    position: 'right',
  },
  threshold: 0.8,
  policyVersion: 3,
} as AiAgent;

export const sessionOf = (me: Teammate): Session =>
  ({
    teammate: me,
    workspace: { id: id('wsp', 1), name: 'Lumen Desk' },
    teammates: [sam, maya, jo],
    aiAgents: [aiAgent],
  }) as Session;
