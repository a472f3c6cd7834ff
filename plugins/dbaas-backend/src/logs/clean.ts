/* eslint-disable no-control-regex -- they are what is looked for */

/** Colours and other orders to a terminal. */
const ORDERS =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]|\u009b[0-?]*[ -/]*[@-~]/g;
/** All but the tab: C0, DEL, C1. */
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g;
/** Letters that turn the direction of what follows: a line could lie by them. */
const TURNS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const DELETE = 0x7f;

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code === DELETE) {
    return '\u2421';
  }
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}

/**
 * Makes a line what it looks like: orders to terminals go, other control
 * characters become visible.
 */
export function cleanLine(text: string): string {
  return text
    .replace(ORDERS, '')
    .replace(CONTROLS, picture)
    .replace(TURNS, '\ufffd');
}
