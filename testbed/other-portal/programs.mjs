/** Runs a program to its end, and throws with its last words where it fails. */
export const mustWith =
  run =>
  async (command, args, { mayFail = false, ...options } = {}) => {
    const result = await run(command, args, options);
    if (!result.ok && !mayFail)
      throw new Error(
        `${command} ${args.join(' ')}: ${result.output.slice(-3000)}`,
      );
    return result;
  };
