/** The parts of the settings, and who may see them. */
import { Bot, Code, UserRound, UsersRound } from 'lucide-react';
import { lazy } from 'react';

export const sections = [
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
    id: 'install',
    name: 'Install',
    lead: 'Put the chat on your website.',
    Icon: Code,
    Content: lazy(async () => ({
      default: (await import('./install-section.tsx')).InstallSection,
    })),
  },
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
    id: 'profile',
    name: 'Profile',
    lead: 'You, on this computer.',
    Icon: UserRound,
    Content: lazy(async () => ({
      default: (await import('./profile-section.tsx')).ProfileSection,
    })),
  },
] as const;

export type Section = (typeof sections)[number];
