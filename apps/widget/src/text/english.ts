/**
 * What the script itself knows of words. The build replaces this file with what it gives, so that
 * nobody loads four languages to read one.
 */
import { spokenHere, wordsOf } from './words.ts';

export const english = wordsOf('en');
export const others = spokenHere.filter((language) => language !== 'en');
