import { texts } from '#language/language.ts';

/** The words for looking back. */
export const asOfText = texts(
	{
		banner: (day: string) => `Du ser Overblik, som det stod ${day}.`,
		aside: 'En tidligere dag',
		known_then: 'Som det var kendt dengang.',
		known_now: 'Som det er kendt nu, med senere rettelser.',
		to_now: 'Vis, som det er kendt nu',
		to_then: 'Vis, som det var kendt dengang',
		corrections: (count: number) => `${count} ${count === 1 ? 'rettelse' : 'rettelser'} siden`,
		back: 'Tilbage til i dag',
		read_only: 'Her kan intet ændres.',
		other_day: 'Se en tidligere dag',
		day: 'Dag',
		show: 'Vis',
		month_ago: 'for en måned siden',
		corrections_title: (day: string) => `Rettelser siden ${day}`,
		corrections_lead: (count: string, day: string) =>
			`${count} ændringer gælder fra ${day} eller før, men blev først kendt bagefter. De tæller med i »kendt nu« og ikke i »kendt dengang«.`,
		no_corrections: 'Intet om den dag eller tiden før er rettet siden.',
		choose_day: 'Vælg en tidligere dag nederst på siden for at se, hvad der siden er rettet.',
		about: 'Det drejer sig om',
		municipality: 'Kommune',
		change: 'Ændring',
		holds_from: 'Gælder fra',
		known_on: 'Kendt',
		by: 'Af',
		why: 'Hvorfor',
		older: 'Vis flere'
	},
	{
		banner: (day) => `You see Overblik as it stood on ${day}.`,
		aside: 'An earlier day',
		known_then: 'As it was known then.',
		known_now: 'As it is known now, with later corrections.',
		to_now: 'Show it as known now',
		to_then: 'Show it as known then',
		corrections: (count) => `${count} ${count === 1 ? 'correction' : 'corrections'} since`,
		back: 'Back to today',
		read_only: 'Nothing can be changed here.',
		other_day: 'See an earlier day',
		day: 'Day',
		show: 'Show',
		month_ago: 'a month ago',
		corrections_title: (day) => `Corrections since ${day}`,
		corrections_lead: (count, day) =>
			`${count} changes hold from ${day} or before but became known only afterwards. They count in “known now” and not in “known then”.`,
		no_corrections: 'Nothing about that day or the time before has been corrected since.',
		choose_day: 'Choose an earlier day at the foot of the page to see what has been corrected since.',
		about: 'It is about',
		municipality: 'Municipality',
		change: 'Change',
		holds_from: 'Holds from',
		known_on: 'Known',
		by: 'By',
		why: 'Why',
		older: 'Show more'
	}
);
