import { back } from './back.ts';

export const forth = () => back;
