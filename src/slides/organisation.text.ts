import { texts } from '#language/language.ts';

export const organisationText = texts(
	{
		title: 'Præsentationens udseende',
		lead: 'Hvem der står bag møderne, og hvordan deres slides ser ud på skærmen, i PowerPoint og i udleveringen.',
		from_now:
			'Det gælder for tal, der fryses fra nu af. Præsentationer, der allerede er frosset, beholder deres udseende; frys mødets tal igen, hvis et kommende møde skal have det nye.',
		preview: 'Sådan ser det ud',
		preview_typed: 'Sådan ser det, du har skrevet, ud. Det er ikke gemt endnu.',
		preview_says: (name: string, accent: string, font: string) =>
			`To slides fra ${name}: en forside med en bjælke i farven ${accent} og et emne på samme farve, med skriften ${font}.`,
		with_logo: 'Logoet står øverst til højre.',
		sample_title: 'Programledermøde',
		sample_topic: 'Et punkt på dagsordenen',
		sample_kicker: 'Punkt 2',
		sample_purpose: 'Formålet står her.',
		edit: 'Ret udseendet',
		name: 'Organisation',
		accent: 'Farve',
		accent_hint: 'Seks tegn efter #, for eksempel #0a5a6b. Den skal være mørk nok til hvid tekst.',
		font: 'Skrift',
		font_hint: 'En skrift, som de fleste har på deres maskine. Tom betyder Arial.',
		logo: 'Logo',
		logo_hint: 'PNG eller JPEG, højst 512 kB. Vælg kun en fil, hvis logoet skal skiftes.',
		logo_now: 'Logo nu',
		logo_typed: 'Logoet, du har valgt',
		no_logo: 'Intet logo',
		remove_logo: 'Fjern logoet',
		some_logo: (fingerprint: string) => `Logo ${fingerprint}`,
		nearest: (accent: string) => `Den nærmeste, der kan læses: ${accent}`,
		faults: {
			not_an_image: 'Filen er hverken et PNG- eller et JPEG-billede, uanset hvad den hedder.',
			too_large: 'Filen er for stor: højst 512 kB.',
			broken_image: 'Billedet er ikke helt, eller det er for stort på en led (højst 8.000 punkter).',
			bad_colour: 'Skriv en farve som #0a5a6b: seks tegn fra 0–9 og a–f efter #.',
			too_light: 'Farven er for lys: hvid tekst kan ikke læses på den. Vælg en mørkere.',
			bad_font:
				'Sådan kan en skrift ikke hedde. Brug bogstaver, tal, mellemrum, punktum og bindestreg, højst 41 tegn.'
		}
	},
	{
		title: 'Looks of the presentation',
		lead: 'Who stands behind the meetings, and how their slides look on the screen, in PowerPoint and in the handout.',
		from_now:
			'It holds for figures that are frozen from now on. Presentations that are frozen already keep their looks; freeze the figures of the meeting again if a coming one is to have the new.',
		preview: 'This is how it looks',
		preview_typed: 'This is how what you wrote looks. It is not saved yet.',
		preview_says: (name, accent, font) =>
			`Two slides of ${name}: a cover with a bar in the colour ${accent} and a topic on the same colour, in the font ${font}.`,
		with_logo: 'The logo stands at the top right.',
		sample_title: 'Programme leaders’ meeting',
		sample_topic: 'A topic of the agenda',
		sample_kicker: 'Topic 2',
		sample_purpose: 'The purpose stands here.',
		edit: 'Edit the looks',
		name: 'Organisation',
		accent: 'Colour',
		accent_hint: 'Six characters after #, such as #0a5a6b. It must be dark enough for white text.',
		font: 'Font',
		font_hint: 'A font that most people have on their machine. Empty means Arial.',
		logo: 'Logo',
		logo_hint: 'PNG or JPEG, at most 512 kB. Choose a file only to change the logo.',
		logo_now: 'Logo now',
		logo_typed: 'The logo you chose',
		no_logo: 'No logo',
		remove_logo: 'Remove the logo',
		some_logo: (fingerprint) => `Logo ${fingerprint}`,
		nearest: (accent) => `The nearest that can be read: ${accent}`,
		faults: {
			not_an_image: 'The file is neither a PNG nor a JPEG picture, whatever it is called.',
			too_large: 'The file is too large: at most 512 kB.',
			broken_image: 'The picture is not whole, or it is too large on one side (at most 8,000 pixels).',
			bad_colour: 'Write a colour such as #0a5a6b: six characters of 0–9 and a–f after #.',
			too_light: 'The colour is too light: white text cannot be read on it. Choose a darker one.',
			bad_font:
				'A font cannot be called that. Use letters, digits, spaces, full stops and hyphens, at most 41 characters.'
		}
	}
);
