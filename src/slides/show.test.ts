import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	anchorOf,
	choose,
	type Command,
	commandOf,
	elapsed,
	obey,
	openShow,
	readSignal,
	type Show,
	slideOf,
	stepInGrid
} from './show.ts';

const press = (
	key: string,
	held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', true>> = {}
) => ({
	...{ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false },
	...held
});
const after = (show: Show, ...keys: string[]) =>
	keys.reduce<Show | null>((now, key) => now && obey(now, commandOf(press(key))!, 10), show);

describe('the keys of a show', () => {
	it('go forth and back as presenting programs and remotes do', () => {
		for (const key of ['ArrowRight', 'ArrowDown', 'PageDown', ' '])
			expect(after(openShow(3, 'slide'), key)?.at, key).toBe(4);
		for (const key of ['ArrowLeft', 'ArrowUp', 'PageUp'])
			expect(after(openShow(3, 'slide'), key)?.at, key).toBe(2);
		expect(commandOf(press(' ', { shiftKey: true }))).toBe('previous');
		expect(after(openShow(3, 'slide'), 'Home')?.at).toBe(0);
		expect(after(openShow(3, 'slide'), 'End')?.at).toBe(9);
	});

	it('are the browser’s where Ctrl, Alt or ⌘ is held, and where they mean nothing', () => {
		for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const)
			expect(commandOf(press('ArrowLeft', { [held]: true }))).toBe(null);
		for (const key of ['Tab', 'Enter', 'a', 'constructor', 'F5']) expect(commandOf(press(key))).toBe(null);
	});

	it('work with capitals on', () => {
		expect(commandOf(press('O', { shiftKey: true }))).toBe('overview');
		expect(commandOf(press('?', { shiftKey: true }))).toBe('help');
	});
});

describe('a show', () => {
	it('stays within its slides whatever is pressed', () => {
		const commands = fc.constantFrom<Command>(
			...(['next', 'previous', 'first', 'last', 'overview', 'presenter', 'help', 'fullscreen'] as const)
		);
		fc.assert(
			fc.property(fc.array(commands), fc.integer({ min: 1, max: 9 }), (pressed, count) => {
				let show = openShow(0, 'slide');
				for (const command of pressed) show = obey(show, command, count)!;
				expect(show.at).toBeGreaterThanOrEqual(0);
				expect(show.at).toBeLessThan(count);
			})
		);
	});

	it('goes from the overview back to what was before it, with the slide that was chosen', () => {
		const overview = after(openShow(2, 'presenter'), 'o')!;
		expect(overview.view).toBe('overview');
		expect(choose(overview, 7, 10)).toMatchObject({ view: 'presenter', at: 7 });
		expect(after(overview, 'o')).toMatchObject({ view: 'presenter', at: 2 });
	});

	it('is left one step at a time', () => {
		const deep = after(openShow(2, 'slide'), 'o', '?')!;
		expect(deep).toMatchObject({ view: 'overview', help: true });
		expect(after(deep, 'Escape')).toMatchObject({ view: 'overview', help: false });
		expect(after(deep, 'Escape', 'Escape')).toMatchObject({ view: 'slide' });
		expect(after(deep, 'Escape', 'Escape', 'Escape')).toBe(null);
	});

	it('changes between what the presenter and what all see', () => {
		expect(after(openShow(2, 'slide'), 'p')?.view).toBe('presenter');
		expect(after(openShow(2, 'slide'), 'p', 'p')?.view).toBe('slide');
		expect(after(openShow(2, 'slide'), 'o', 'p')?.view).toBe('presenter');
	});
});

describe('the overview', () => {
	const grid = { columns: 4, count: 10 };
	it('is walked through by the arrows, and none leads out of it', () => {
		expect(stepInGrid(5, 'ArrowDown', grid)).toBe(9);
		expect(stepInGrid(6, 'ArrowDown', grid)).toBe(6);
		expect(stepInGrid(5, 'ArrowUp', grid)).toBe(1);
		expect(stepInGrid(1, 'ArrowUp', grid)).toBe(1);
		expect(stepInGrid(9, 'ArrowRight', grid)).toBe(9);
		expect(stepInGrid(3, 'ArrowLeft', grid)).toBe(2);
		expect(stepInGrid(3, 'End', grid)).toBe(9);
		expect(stepInGrid(3, 'x', grid)).toBe(null);
	});
});

describe('the address', () => {
	it('names a slide as people count them', () => {
		expect(anchorOf(6)).toBe('slide-7');
		expect(slideOf('#slide-7', 10)).toBe(6);
		for (const hash of ['', '#slide-0', '#slide-11', '#slide-07', '#slide--1', '#slide-7x', '#indhold'])
			expect(slideOf(hash, 10), hash).toBe(null);
	});
});

describe('windows of one deck', () => {
	it('understand each other and nothing else', () => {
		expect(readSignal({ shows: 'cover' })).toEqual({ shows: 'cover' });
		expect(readSignal({ asks: true })).toEqual({ asks: true });
		for (const sent of [null, 7, 'cover', { shows: 7 }, { asks: 'x' }, []])
			expect(readSignal(sent)).toBe(null);
	});
});

describe('the time gone by', () => {
	it('is written as clocks do', () => {
		expect(elapsed(-5)).toBe('0:00');
		expect(elapsed(65_900)).toBe('1:05');
		expect(elapsed(3_605_000)).toBe('1:00:05');
	});
});
