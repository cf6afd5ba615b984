export const usage = 'usage';
