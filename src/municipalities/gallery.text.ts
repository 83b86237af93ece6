import { texts } from '#language/language.ts';

/** The words of the role gallery across the 98 and of one municipality's. */
export const galleryText = texts(
	{
		gallery: 'Rollegalleri',
		lead: 'Hvem har hvilken rolle i hver kommune. Hver rolle er tom, afvist, på én person eller på flere; tallene giver tilsammen kommunerne.',
		alone: (count: number) =>
			count === 1
				? 'kommune, hvor én person bærer alle roller'
				: 'kommuner, hvor én person bærer alle roller',
		standings: {
			empty: 'Tom',
			bounced: 'Mail afvist',
			single: 'Én person',
			several: 'Flere'
		},
		choices: {
			besat: 'Besat',
			tom: 'Tom',
			afvist: 'Mail afvist',
			'en-person': 'Én person',
			flere: 'Flere'
		},
		filter: {
			region: 'Region',
			all_regions: 'Alle regioner',
			role: 'Rolle',
			all_roles: 'Alle roller',
			state: 'Tilstand',
			any_state: 'Alle tilstande',
			apply: 'Vis',
			clear: 'Ryd filtre',
			alone: 'Én person bærer alt'
		},
		heading: (shown: string, total: string) =>
			shown === total
				? `Rollegalleri for ${total} kommuner`
				: `Rollegalleri for ${shown} af ${total} kommuner`,
		caption: 'Roller og kommuner',
		role_caption: (role: string) => `${role} i hver kommune`,
		counts_caption: 'Hver rolle i tal',
		role: 'Rolle',
		municipality: 'Kommune',
		standing: 'Tilstand',
		holders: 'Personer',
		total: 'I alt',
		nobody: 'ingen',
		primary: 'primær',
		none_match: 'Ingen kommuner passer til filtrene.',
		none_alone: 'Ingen kommune har alle roller på én person.',
		one_heading: (municipality: string) => `Roller i ${municipality}`,
		one_lead: 'Én af dem, der har en rolle, er primær: den, KOMBIT skriver til først.',
		edit: 'Ret roller',
		back: 'Alle kommuner',
		home: 'Kommunens side',
		end: 'Afslut',
		make_primary: 'Gør primær',
		mark_bounced: 'Mail afvist',
		repaired: 'Mail virker igen',
		add: 'Sæt en person på en rolle',
		person: 'Person',
		add_primary: 'Som primær',
		add_do: 'Sæt på rollen',
		add_new: 'En person, der ikke er her endnu',
		add_new_hint: 'Det giver ingen adgang. Inviter personen bagefter, hvis der skal logges ind.',
		choose: 'Vælg',
		name: 'Navn',
		email: 'Mail',
		title: 'Titel',
		phone: 'Telefon',
		faults: {
			holds_it: 'Personen har rollen i forvejen.',
			email_taken: 'En anden har den mailadresse. Vælg personen på listen, eller inviter vedkommende.'
		}
	},
	{
		gallery: 'Role gallery',
		lead: 'Who has which role in each municipality. Each role is empty, bounced, on one person or on several; the figures add up to the municipalities.',
		alone: (count) =>
			count === 1
				? 'municipality where one person carries all roles'
				: 'municipalities where one person carries all roles',
		standings: { empty: 'Empty', bounced: 'Mail bounces', single: 'One person', several: 'Several' },
		choices: {
			besat: 'Held',
			tom: 'Empty',
			afvist: 'Mail bounces',
			'en-person': 'One person',
			flere: 'Several'
		},
		filter: {
			region: 'Region',
			all_regions: 'All regions',
			role: 'Role',
			all_roles: 'All roles',
			state: 'State',
			any_state: 'All states',
			apply: 'Show',
			clear: 'Clear filters',
			alone: 'One person carries all'
		},
		heading: (shown, total) =>
			shown === total
				? `Role gallery of ${total} municipalities`
				: `Role gallery of ${shown} of ${total} municipalities`,
		caption: 'Roles and municipalities',
		role_caption: (role) => `${role} in each municipality`,
		counts_caption: 'Each role in figures',
		role: 'Role',
		municipality: 'Municipality',
		standing: 'State',
		holders: 'People',
		total: 'In all',
		nobody: 'nobody',
		primary: 'primary',
		none_match: 'No municipality matches the filters.',
		none_alone: 'No municipality has all roles on one person.',
		one_heading: (municipality) => `Roles in ${municipality}`,
		one_lead: 'One of those who hold a role is the primary one: whom KOMBIT writes to first.',
		edit: 'Edit roles',
		back: 'All municipalities',
		home: 'The municipality’s page',
		end: 'End',
		make_primary: 'Make primary',
		mark_bounced: 'Mail bounces',
		repaired: 'Mail works again',
		add: 'Give a person a role',
		person: 'Person',
		add_primary: 'As primary',
		add_do: 'Give the role',
		add_new: 'A person who is not here yet',
		add_new_hint: 'It gives no access. Invite the person afterwards if they are to sign in.',
		choose: 'Choose',
		name: 'Name',
		email: 'Mail',
		title: 'Title',
		phone: 'Telephone',
		faults: {
			holds_it: 'The person holds the role already.',
			email_taken: 'Someone else has that mail address. Choose the person in the list, or invite them.'
		}
	}
);
