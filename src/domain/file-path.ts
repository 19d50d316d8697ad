/**
 * What a file may be called: a key in PEM has line breaks, and no system takes a longer path than 4096
 * characters, so that neither is taken for one.
 */
export const filePathPattern = /^[^\u0000-\u001f\u007f]{1,4096}$/;
