import { complain, seconds } from './steps.js';

type Closer = () => Promise<unknown>;

const closers: Closer[] = [];
let ending: Promise<void> | undefined;
let toldAt = 0;

/** Has something closed when the process is told to stop; what was opened last is closed first. */
export function whenStopping(closer: Closer): void {
	closers.push(closer);
}

/** Whether the process was told to stop. */
export function isStopping(): boolean {
	return ending !== undefined;
}

/** Closes everything, once, whoever calls; each closer has half a minute. */
export function stopAll(): Promise<void> {
	ending ??= (async () => {
		for (const close of closers.toReversed()) {
			const late = new Promise((_, reject) => {
				setTimeout(() => reject(new Error('closing took longer than half a minute')), 30_000).unref();
			});
			await Promise.race([close(), late]).catch(complain);
		}
	})();
	return ending;
}

/**
 * Stops in good order on Ctrl-C, on SIGTERM, when the terminal closes and when the command that started us is gone.
 * Ctrl-C reaches every process of the terminal and npm passes it on once more: only a signal that comes later
 * than that is an impatient person, who gets `hurry`.
 */
export function obeySignals(hurry: () => void = () => {}): void {
	const stop = () => {
		if (toldAt === 0) {
			toldAt = Date.now();
			void stopAll().then(() => {
				console.log(`Stopped in good order after ${seconds(Date.now() - toldAt)}.`);
				process.exit();
			});
		} else if (Date.now() - toldAt > 1_000) {
			hurry();
		}
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
	if (process.connected) process.once('disconnect', stop);
	process.channel?.unref();
	// Someone who reads our output through a pipe may have gone.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
