/** The parts of the settings, as they are listed. */
import {
  BadgeCheck,
  Bot,
  ChartColumn,
  Code,
  Coins,
  Hourglass,
  PenLine,
  ScrollText,
  ShieldCheck,
  UserRound,
  UsersRound,
  Volume2,
  Webhook,
} from 'lucide-react';
import { lazy } from 'react';

export const groups = [
  {
    name: 'AI',
    sections: [
      {
        id: 'ai-agent',
        name: 'AI agent',
        lead: 'How it looks and greets. When it answers is in Decision.',
        Icon: Bot,
        Content: lazy(async () => ({
          default: (await import('./ai-agent-section.tsx')).AiAgentSection,
        })),
      },
      {
        id: 'model',
        name: 'Language model',
        lead: 'Nothing is needed here: without a model your documents are quoted.',
        Icon: PenLine,
        Content: lazy(async () => ({
          default: (await import('./engine/engine-section.tsx')).EngineSection,
        })),
      },
      {
        id: 'voice',
        name: 'Voice',
        lead: 'How a model writes to your customers.',
        Icon: Volume2,
        Content: lazy(async () => ({
          default: (await import('./engine/voice-section.tsx')).VoiceSection,
        })),
      },
      {
        id: 'budget',
        name: 'Budget',
        lead: 'What a model may cost.',
        Icon: Coins,
        Content: lazy(async () => ({
          default: (await import('./usage/budget-section.tsx')).BudgetSection,
        })),
      },
      {
        id: 'usage',
        name: 'Usage',
        lead: 'What a model has cost, and for what.',
        Icon: ChartColumn,
        Content: lazy(async () => ({
          default: (await import('./usage/usage-section.tsx')).UsageSection,
        })),
      },
    ],
  },
  {
    name: 'Website',
    sections: [
      {
        id: 'install',
        name: 'Install',
        lead: 'Put the chat on your website.',
        Icon: Code,
        Content: lazy(async () => ({
          default: (await import('./install-section.tsx')).InstallSection,
        })),
      },
      {
        id: 'identity',
        name: 'Verified customers',
        lead: 'Your website says who is signed in, so that actions may touch their account.',
        Icon: BadgeCheck,
        Content: lazy(async () => ({
          default: (await import('../actions/identity/identity-section.tsx')).IdentitySection,
        })),
      },
    ],
  },
  {
    name: 'Team',
    sections: [
      {
        id: 'teammates',
        name: 'Teammates',
        lead: 'Who answers customers here.',
        Icon: UsersRound,
        Content: lazy(async () => ({
          default: (await import('./teammates-section.tsx')).TeammatesSection,
        })),
      },
      {
        id: 'routing',
        name: 'Waiting customers',
        lead: 'What happens when the one who has a customer does not answer.',
        Icon: Hourglass,
        Content: lazy(async () => ({
          default: (await import('./routing/routing-section.tsx')).RoutingSection,
        })),
      },
    ],
  },
  {
    name: 'Data',
    sections: [
      {
        id: 'webhooks',
        name: 'Webhooks',
        lead: 'Your other systems hear what happens here, as it happens.',
        Icon: Webhook,
        Content: lazy(async () => ({
          default: (await import('./webhooks/webhooks-section.tsx')).WebhooksSection,
        })),
      },
      {
        id: 'privacy',
        name: 'Data & privacy',
        lead: 'How long is kept what is known about your customers.',
        Icon: ShieldCheck,
        Content: lazy(async () => ({
          default: (await import('./privacy/privacy-section.tsx')).PrivacySection,
        })),
      },
      {
        id: 'audit',
        name: 'Audit log',
        lead: 'Who did what, when, and from where.',
        Icon: ScrollText,
        Content: lazy(async () => ({
          default: (await import('./audit/audit-section.tsx')).AuditSection,
        })),
      },
    ],
  },
  {
    name: 'You',
    sections: [
      {
        id: 'profile',
        name: 'Profile',
        lead: 'You, on this computer.',
        Icon: UserRound,
        Content: lazy(async () => ({
          default: (await import('./profile-section.tsx')).ProfileSection,
        })),
      },
    ],
  },
] as const;

export const sections = groups.flatMap<Section>((group) => [...group.sections]);

export type Section = (typeof groups)[number]['sections'][number];
