import { valueText } from '#charts/bars.ts';
import { countOn } from '#charts/forecast.ts';
import { type TimelineRow, markSentence, spanSentence } from '#charts/timeline.ts';
import { dayName, type Day, shortDate } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import { number } from '#language/numbers.ts';
import type { CoverageSlide, PollSlide, TileMapSlide, TimelineSlide } from './deck.ts';
import { slideText } from './slide.text.ts';

// What a drawing says to whoever does not see it: the same words as alternative text in the file and on the page.

/** The timeline, lane by lane. */
export function timelineInWords(slide: TimelineSlide, language: Language): string {
	const t = slideText[language];
	const lanes = slide.lanes.map(
		(lane) => `${lane.label}: ${ended(laneInWords(lane, slide.today, language))}`
	);
	return [t.alt.timeline(shortDate(slide.from, language), shortDate(slide.until, language)), ...lanes].join(
		' '
	);
}

function laneInWords(lane: TimelineRow, today: Day, language: Language): string {
	const parts = [
		...lane.spans.map((span) => ({ day: span.from, text: spanSentence(span, { language, today }) })),
		...lane.marks.map((mark) => ({ day: mark.day, text: markSentence(mark, { language, today }) }))
	].sort((a, b) => a.day.localeCompare(b.day));
	const undated = (lane.undated ?? []).map(({ title }) => `${title}, ${slideText[language].undated}`);
	return [...parts.map((part) => part.text), ...undated].join('; ') || slideText[language].nothing_planned;
}

/** The counts of a map or a coverage: 41 Underskrevet, 57 Mangler. */
export function countsInWords({ counts }: Pick<TileMapSlide, 'counts'>, language: Language): string {
	return counts.map(({ word, count }) => `${word} ${number(count, language)}`).join(', ');
}

export function burnUpInWords(burnup: NonNullable<CoverageSlide['burnup']>, language: Language): string {
	const t = slideText[language].alt;
	const { points, today, total, deadline, forecast } = burnup;
	const done = countOn(
		[...points].sort((a, b) => a.day.localeCompare(b.day)),
		today
	);
	const range = forecast && `${number(forecast.low, language)}–${number(forecast.high, language)}`;
	return [
		t.burnup(number(done, language), number(total, language), shortDate(today, language)),
		...(deadline ? [ended(t.deadline(deadline.title, dayName(deadline.day, language, today)))] : []),
		...(range ? [t.forecast(range)] : [])
	].join(' ');
}

/** With the full stop of a sentence, unless an abbreviation has put one there: 15. dec. */
function ended(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
}

export function pollInWords({ question, answers, unit }: PollSlide, language: Language): string {
	const parts = answers.map(({ label, values }) => `${label} ${valueText(values[0] ?? 0, unit, language)}`);
	return slideText[language].alt.poll(question, parts.join(', '));
}
