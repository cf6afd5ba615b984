import { forth } from './forth.ts';

export const back = () => forth;
