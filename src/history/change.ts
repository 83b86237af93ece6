import type { Day } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import { agreementText } from '#agreements/agreement.text.ts';
import { commonText } from '#language/common.text.ts';
import { dayName, isDay } from '#language/dates.ts';
import { meetingText } from '#meetings/meeting.text.ts';
import { tellSlide } from '#meetings/overlay.ts';
import { projectText } from '#projects/project.text.ts';
import { taskText } from '#tasks/task.text.ts';
import { changeText } from './change.text.ts';

/** One change as it was recorded: columns by the names they have in the database. */
export interface Change {
	key: string;
	recorded_at: Date;
	/** The day from which a state holds. */
	effective_on: Day | null;
	person_id: number | null;
	municipality_code: string | null;
	task_id: number | null;
	version_id: number | null;
	table_name: string;
	row_key: Record<string, unknown>;
	operation: 'insert' | 'update' | 'delete';
	old: Record<string, unknown> | null;
	new: Record<string, unknown> | null;
	why: string | null;
}

/** Where a history goes on: the moment in microseconds since 1970, and the row. */
export interface Cursor {
	at: string;
	source: 'state' | 'written' | 'given' | 'moved';
	id: string;
}

/** Reads a cursor off an address. Null where it is none. */
export function readCursor(text: string): Cursor | null {
	const [, at, source, id] = /^(\d{1,17})-(state|written|given|moved)-(\d{1,18})$/.exec(text) ?? [];
	return at && source && id ? { at, source: source as Cursor['source'], id } : null;
}

export const cursorText = ({ at, source, id }: Cursor) => `${at}-${source}-${id}`;

/** Names by number, slug or code. */
export type Names = Record<
	| 'people'
	| 'places'
	| 'slugs'
	| 'tasks'
	| 'steps'
	| 'versions'
	| 'agreements'
	| 'projects'
	| 'milestones'
	| 'meetings'
	| 'topics'
	| 'polls'
	| 'slides'
	| 'groups'
	| 'roles'
	| 'roles_en',
	Record<string, string>
>;

const PEOPLE = ['responsible_id', 'performer_id', 'person_id', 'owner_id'];

// Columns that say nothing to a reader: numbers of rows, what is counted, what marks the demo.
const NOISE = new Set([
	'id',
	'version',
	'position',
	'recorded_at',
	'is_demo',
	'demo_fields',
	'members_are_demo',
	'slug',
	'milestone_id',
	'carried_from_id',
	'answered'
]);

/** A change with the columns that speak, in both its sides. */
export function withoutNoise(change: Change): Change {
	// To move a topic is all that its position tells.
	const speaks = (name: string) =>
		!NOISE.has(name) ||
		(name === 'position' && change.table_name === 'agenda_item' && change.operation === 'update');
	const speaking = (row: Change['old']) =>
		row && Object.fromEntries(Object.entries(row).filter(([name]) => speaks(name)));
	return { ...change, old: speaking(change.old), new: speaking(change.new) };
}

/** All that the changes name by number. */
export function idsIn(changes: Change[]) {
	const found = (...columns: string[]) => [
		...new Set(
			changes
				.flatMap(
					(change) => [change.old, change.new, change.row_key, { ...change }] as Record<string, unknown>[]
				)
				.flatMap((row) => columns.map((column) => row?.[column]))
				.filter((value) => value !== null && value !== undefined)
				.map(String)
		)
	];
	const idOf = (table: string) =>
		changes.filter(({ table_name }) => table_name === table).map(({ row_key }) => String(row_key['id']));
	return {
		people: [...found(...PEOPLE), ...idOf('person')],
		places: found('municipality_code'),
		tasks: found('task_id'),
		steps: found('step_id'),
		versions: found('version_id'),
		projects: [...found('project_id'), ...idOf('project')],
		// An update of a row tells only the columns that it changed.
		milestones: [...idOf('milestone'), ...found('milestone_id')],
		meetings: [...idOf('meeting'), ...found('meeting_id')],
		topics: [...idOf('agenda_item'), ...found('parent_id')],
		polls: [...idOf('poll'), ...found('poll_id')],
		slides: idOf('slide_edit'),
		groups: [...found('group_id'), ...idOf('municipality_group')]
	};
}

export interface Told {
	/** What changed, such as "Milepæl". */
	what: string;
	/** Which one, by its name; null where it has none. */
	which: string | null;
	href: string | null;
	municipality: { name: string; href: string } | null;
	lines: { field: string; old: string | null; new: string | null }[];
}

/**
 * A change in words: what it is about, and each column that changed with its old and new value. A column without a word
 * of its own is told by its name in the database.
 */
export function tell(change: Change, names: Names, language: Language, today: Day): Told {
	const t = changeText[language];
	const spoken = change.table_name === 'slide_edit' ? inSlideWords(change, language) : withoutNoise(change);
	const columns = [...new Set([...Object.keys(spoken.old ?? {}), ...Object.keys(spoken.new ?? {})])];
	const value = (column: string, given: unknown) =>
		valueWord(change.table_name, column, given, names, language, today);
	const lines = columns
		.map((column) => ({
			field: t.fields[column as keyof typeof t.fields] ?? column,
			old: value(column, spoken.old?.[column]),
			new: value(column, spoken.new?.[column])
		}))
		// A row that came or went is told by what is in it.
		.filter((line) => line.old !== line.new);
	const table = t.tables[change.table_name as keyof typeof t.tables] ?? change.table_name;
	const code = change.municipality_code;
	return {
		what: change.operation === 'update' ? table : t.operations[change.operation](table),
		...whichOf(change, names),
		municipality:
			code && names.places[code]
				? { name: names.places[code], href: `/kommuner/${names.slugs[code]}` }
				: null,
		lines
	};
}

/** What somebody changed on a slide is kept together: each text is told by itself. */
function inSlideWords(change: Change, language: Language): Pick<Change, 'old' | 'new'> {
	const { old, now } = tellSlide(change.old, change.new, language);
	return { old, new: now };
}

function whichOf(change: Change, names: Names): { which: string | null; href: string | null } {
	const { table_name, row_key } = change;
	const row = { ...change.old, ...change.new, ...row_key };
	if (change.task_id !== null)
		return { which: names.tasks[change.task_id] ?? null, href: `/opgaver/${change.task_id}` };
	if (change.version_id !== null) {
		const agreement = names.agreements[change.version_id];
		return {
			which: names.versions[change.version_id] ?? null,
			href: agreement ? `/aftaler/${agreement}` : null
		};
	}
	const which =
		table_name === 'milestone'
			? names.milestones[String(row['id'])]
			: table_name === 'milestone_move'
				? names.milestones[String(row['milestone_id'])]
				: table_name === 'person'
					? names.people[String(row['id'])]
					: table_name === 'municipality_group' || table_name === 'municipality_group_member'
						? names.groups[String(row['group_id'] ?? row['id'])]
						: table_name === 'project'
							? names.projects[String(row['id'])]
							: table_name === 'meeting'
								? names.meetings[String(row['id'])]
								: table_name === 'agenda_item'
									? (names.topics[String(row['id'])] ?? row['title'])
									: table_name === 'poll' || table_name === 'poll_answer'
										? (names.polls[String(row['poll_id'] ?? row['id'])] ?? row['question'])
										: table_name === 'slide_edit'
											? (names.slides[String(row['id'])] ?? row['title'])
											: undefined;
	const meeting = table_name === 'meeting' ? row['id'] : row['meeting_id'];
	return {
		which: which === undefined ? null : String(which),
		href: meeting && names.meetings[String(meeting)] ? `/moeder/${String(meeting)}` : null
	};
}

function valueWord(
	table: string,
	column: string,
	value: unknown,
	names: Names,
	language: Language,
	today: Day
): string | null {
	const t = changeText[language];
	if (value === null || value === undefined || value === '') return null;
	if (typeof value === 'boolean') return value ? t.yes : t.no;
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	if (PEOPLE.includes(column)) return names.people[text] ?? t.somebody;
	if (column === 'municipality_code') return names.places[text] ?? text;
	if (column === 'task_id') return names.tasks[text] ?? text;
	if (column === 'step_id') return names.steps[text] ?? text;
	if (column === 'version_id') return names.versions[text] ?? text;
	if (column === 'project_id') return names.projects[text] ?? text;
	if (column === 'meeting_id') return names.meetings[text] ?? text;
	if (column === 'parent_id') return names.topics[text] ?? text;
	if (column === 'poll_id') return names.polls[text] ?? text;
	if (column === 'group_id') return names.groups[text] ?? text;
	if (column === 'role_slug') return (language === 'da' ? names.roles : names.roles_en)[text] ?? text;
	const words = wordsOf(table, column, language);
	if (words) return words[text] ?? text;
	return isDay(text) ? dayName(text, language, today) : text;
}

/** The words of a column that holds one of a few values. */
function wordsOf(table: string, column: string, language: Language): Record<string, string> | null {
	if (column === 'state') {
		if (table === 'task_state') return taskText[language].standings;
		if (table === 'signature') return agreementText[language].standings;
		if (table === 'project_status') return projectText[language].states;
		if (table === 'readiness_item') return projectText[language].readiness_states;
		if (table === 'meeting') return meetingText[language].states;
		if (table === 'editorial_turn') return meetingText[language].turn_states;
		if (table === 'editorial_letter') return changeText[language].values;
	}
	if (column === 'reason' && table === 'editorial_turn') return changeText[language].values;
	if (column === 'kind' && table === 'milestone') return projectText[language].kinds;
	if (column === 'kind' && table === 'access') return commonText[language].kinds;
	if (column === 'kind') return changeText[language].values;
	if (column === 'certainty') return projectText[language].certainties;
	if (column === 'precision' || column === 'old_precision') return changeText[language].values;
	return null;
}
