/** What opening and saving need, in a file of its own that is loaded when first asked for. */
export { readFile } from './readFile';
export { saveFile } from './saveFile';
