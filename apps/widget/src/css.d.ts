/** Style sheets are imported as their text (see build.mjs). */
declare module '*.css' {
  const css: string;
  export default css;
}
