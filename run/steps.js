// What a command says while it works: one line for each step, with the time it took.
// Plain JavaScript without dependencies: it runs before anything is installed, on any Node from 20 on.

/** Trouble that the person at the keyboard can do something about: one whole sentence, shown without a stack. */
export class Trouble extends Error {
	name = 'Trouble';
}

/**
 * Does one step of the work and prints its title, how long it took and what came of it.
 * @template T
 * @param {string} title what is done, such as "Installing the dependencies"
 * @param {() => Promise<T> | T} work
 * @param {(result: T) => string | undefined | void} [outcome] a few words on the result
 * @returns {Promise<T>}
 */
export async function step(title, work, outcome) {
	const begun = performance.now();
	process.stdout.write(`  ${title} … `);
	try {
		const result = await work();
		const words = outcome?.(result);
		process.stdout.write(`${seconds(performance.now() - begun)}${words ? ` (${words})` : ''}\n`);
		return result;
	} catch (error) {
		process.stdout.write(`failed after ${seconds(performance.now() - begun)}\n`);
		throw error;
	}
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
	return `${(milliseconds / 1000).toFixed(milliseconds < 9_950 ? 2 : 1)} s`;
}

/**
 * Prints why a command ends: the sentence of a known trouble, the stack of a bug.
 * @param {unknown} error
 */
export function complain(error) {
	const known = error instanceof Error && ['Trouble', 'StartTrouble', 'SettingsError'].includes(error.name);
	console.error(known ? error.message : error);
}

/**
 * Runs a command to its end; whatever goes wrong is told in a sentence and ends the process with code 1.
 * @param {() => Promise<number | void>} command returns the exit code, or nothing for 0
 */
export async function conduct(command) {
	try {
		process.exitCode = (await command()) ?? 0;
	} catch (error) {
		complain(error);
		process.exitCode = 1;
	}
}
