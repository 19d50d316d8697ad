/**
 * What is taken for the path of a file where one is typed: a key in PEM has line breaks, and no system takes
 * more than 4096 characters.
 */
export const filePathPattern = /^[^\u0000-\u001f\u007f]{1,4096}$/;
