/** A style sheet as a text, put together and minified by `build.mjs`. */
declare module "*.css" {
  const text: string;
  export default text;
}
