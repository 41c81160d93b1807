/** The primary language of a BCP 47 tag, in lower case: `pt` for `pt-BR` (RFC 5646, section 2.2.1). */
export const primaryLanguage = (tag: string): string => tag.toLowerCase().split("-")[0] ?? "";
