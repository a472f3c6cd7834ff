/**
 * A text that a person reads, in every language of the product. Texts that
 * come from the backend (descriptors, reasons) carry all languages, so that
 * the browser chooses and nothing is lost on the way.
 *
 * @public
 */
export type LocalizedText = { en: string; zh: string };

/**
 * Why something is as it is, or cannot be done: a stable code for programs,
 * parameters for translation, and a text for people.
 *
 * @public
 */
export type Reason = {
  /** Stable, kebab-case, e.g. `binary-not-found`. */
  code: string;
  /** What the text names; plain values only, never a secret. */
  params?: Record<string, string | number | boolean>;
  text: LocalizedText;
  /** What the reader can do about it, if anything. */
  cure?: LocalizedText;
  /** The cure as a command for a shell, for those who run the platform. */
  command?: string;
};

/**
 * Offered, or not offered with the reason, which is then always there.
 *
 * @public
 */
export type Availability = { available: boolean; reason?: Reason };

/**
 * Picks the text of a language; anything but Chinese reads English.
 *
 * @public
 */
export function localize(text: LocalizedText, language: string): string {
  return language.toLowerCase().startsWith('zh') ? text.zh : text.en;
}
