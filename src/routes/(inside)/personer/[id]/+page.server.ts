import { listOpenWork, sumOf } from '#people/handover.server.ts';
import { inviteAgain } from '#people/invitation.server.ts';
import { mayAdminister, mayEditAddress, mayEditPerson } from '#people/may.ts';
import {
	changeAccessForm,
	comeBackForm,
	deactivateForm,
	detailsForm,
	grantForm,
	inviteAgainForm,
	leavingForm,
	revokeForm
} from '#people/person.form.ts';
import {
	accessesInReach,
	changeAccess,
	deactivate,
	editPerson,
	findAdministered,
	grantAccess,
	letGo,
	listPlaces,
	mayLetGo,
	placesOf,
	revokeAccess,
	takeBackLeaving
} from '#people/person.server.ts';
import { pseudonymisedFrom, readPersonId } from '#people/person.ts';
import { notFound } from '../../../../errors.ts';
import { write } from '../../write.ts';
import type { Actions, PageServerLoad } from './$types';

/** One person, for who administers them. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { read, today, retentionMonths } = locals;
	const actor = locals.person!;
	const id = readPersonId(params.id) ?? notFound();
	const person = await read(findAdministered, { actor, id, today });
	const scope = actor.municipality_code ?? undefined;
	const [open, places] = await Promise.all([
		read(listOpenWork, { person_id: id, scope, today }),
		scope === undefined ? read(listPlaces) : null
	]);
	const rights = { id, municipality_code: person.municipality_code, ...placesOf(person) };
	return {
		title: person.name,
		subject: person,
		open,
		open_count: sumOf(open),
		places,
		may: {
			edit: !actor.looks_back && mayEditPerson(actor, rights) && !person.pseudonymised_on,
			address: mayEditAddress(actor, rights),
			let_go: !actor.looks_back && mayLetGo(actor, person),
			come_back:
				!actor.looks_back && mayAdminister(actor, person.municipality_code) && !person.pseudonymised_on,
			accesses: actor.looks_back ? [] : accessesInReach(actor, person).map((access) => access.id)
		},
		oneself: id === actor.id,
		own_code: actor.municipality_code,
		months: retentionMonths,
		forgotten_on: person.left_on && pseudonymisedFrom(person.left_on, retentionMonths)
	};
};

const idOf = ({ id }: { id: string }) => readPersonId(id) ?? notFound();

export const actions: Actions = {
	oplysninger: (event) =>
		write(event, detailsForm, { act: 'oplysninger', anchor: 'oplysninger' }, (acting, value) =>
			editPerson(event.locals.db, acting, { id: idOf(event.params), ...value })
		),
	giv: (event) =>
		write(event, grantForm, { act: 'giv', anchor: 'adgang' }, (acting, { kind, place }) =>
			grantAccess(event.locals.db, acting, {
				person_id: idOf(event.params),
				kind,
				municipality_code: place
			})
		),
	skift: (event) =>
		write(event, changeAccessForm, { act: 'skift', anchor: 'adgang' }, (acting, value) =>
			changeAccess(event.locals.db, acting, { person_id: idOf(event.params), ...value })
		),
	tilbage: (event) =>
		write(event, revokeForm, { act: 'tilbage', anchor: 'adgang' }, (acting, value) =>
			revokeAccess(event.locals.db, acting, { person_id: idOf(event.params), ...value })
		),
	inviter: (event) =>
		write(
			event,
			inviteAgainForm,
			{ act: 'inviter', anchor: 'adgang', undo: false },
			(acting, { access_id }) =>
				inviteAgain(event.locals.db, acting, event.locals.mail, {
					person_id: idOf(event.params),
					access_id,
					address: event.locals.entry.letters ? event.url.origin : null
				})
		),
	deaktiver: (event) =>
		write(event, deactivateForm, { act: 'deaktiver', anchor: 'adgang' }, (acting, { oneself }) =>
			deactivate(event.locals.db, acting, { person_id: idOf(event.params), oneself })
		),
	fratraed: (event) =>
		write(event, leavingForm, { act: 'fratraed', anchor: 'fratraedelse' }, async (acting, value) => {
			const person_id = idOf(event.params);
			const scope = acting.person.municipality_code ?? undefined;
			const open = await listOpenWork(event.locals.db, { person_id, scope, today: acting.today });
			await letGo(event.locals.db, acting, { person_id, ...value }, sumOf(open));
		}),
	genindsaet: (event) =>
		write(event, comeBackForm, { act: 'genindsaet', anchor: 'fratraedelse' }, (acting) =>
			takeBackLeaving(event.locals.db, acting, { person_id: idOf(event.params) })
		)
};
