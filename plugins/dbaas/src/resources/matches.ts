/** More places than this are not worth stepping through. */
const MAX_PLACES = 1000;

/** A text in pieces; every second one, from the second on, is a place found. */
export function piecesOf(text: string, search: string): string[] {
  const wanted = search.toLowerCase();
  if (!wanted) {
    return [text];
  }
  const lower = text.toLowerCase();
  // A few letters change their length with their case: then places are off.
  if (lower.length !== text.length) {
    return [text];
  }
  const pieces: string[] = [];
  let from = 0;
  let at = lower.indexOf(wanted);
  while (at >= 0 && pieces.length < 2 * MAX_PLACES) {
    pieces.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
    at = lower.indexOf(wanted, from);
  }
  return [...pieces, text.slice(from)];
}
