import { DEFAULT_WEBSITE_SETTINGS, SOURCE_LIMITS, WebsiteSettings } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import {
  draftErrors,
  draftOf,
  errorsFrom,
  MOST_DEPTH,
  MOST_PAGES,
  settingsOf,
  USUAL_SETTINGS,
} from './website-draft.ts';

const usual = draftOf(USUAL_SETTINGS);

describe('the settings of a website', () => {
  it('begin with the server’s own, and its limits', () => {
    expect(USUAL_SETTINGS).toEqual(DEFAULT_WEBSITE_SETTINGS);
    expect(MOST_PAGES).toBe(SOURCE_LIMITS.maxPages);
    expect(MOST_DEPTH).toBe(SOURCE_LIMITS.maxDepth);
  });

  it('come back from the form as they went in', () => {
    const settings = { ...USUAL_SETTINGS, include: ['/a/**', '/b'], exclude: ['**/print'] };
    expect(settingsOf(draftOf(settings))).toEqual(settings);
  });

  it('that pass here are not refused by the server, and those that do not would be', () => {
    const accepted = (change: Partial<typeof usual>) => {
      const draft = { ...usual, ...change };
      const here = Object.keys(draftErrors(draft)).length === 0;
      expect(WebsiteSettings.safeParse(settingsOf(draft)).success).toBe(here);
      return here;
    };
    expect(accepted({})).toBe(true);
    expect(accepted({ include: '/help/**\n\n*/faq' })).toBe(true);
    expect(accepted({ include: 'help' })).toBe(false);
    expect(accepted({ exclude: 'https://lumen.example/old' })).toBe(false);
    expect(accepted({ maxPages: '10001' })).toBe(false);
    expect(accepted({ maxPages: '0' })).toBe(false);
    expect(accepted({ maxPages: 'many' })).toBe(false);
    expect(accepted({ maxDepth: '51' })).toBe(false);
    expect(accepted({ maxDepth: '0' })).toBe(true);
  });

  it('have the server’s words beside the field that they are about', () => {
    expect(
      errorsFrom({
        url: 'Is empty.',
        'settings.include.1': 'Too long.',
        'settings.maxPages': 'No.',
      }),
    ).toEqual({ include: 'Too long.', maxPages: 'No.' });
  });
});
