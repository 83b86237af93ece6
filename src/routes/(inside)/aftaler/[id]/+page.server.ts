import { historyFilter } from '#history/audit.form.ts';
import { listHistory } from '#history/history.server.ts';
import { readAgreementId, signatureFilter } from '#agreements/agreement.form.ts';
import { findAgreement, listCalls, listSignatures } from '#agreements/agreement.server.ts';
import { listPlaces } from '#municipalities/municipality.server.ts';
import { arrangeSignatures } from '#agreements/agreement.ts';
import { agreementText } from '#agreements/agreement.text.ts';
import { listFollowUps, noteFollowUp, removeFollowUp } from '#agreements/follow-up.server.ts';
import { followUpForm, followUpRemoval, signatureForm, signaturesForm } from '#agreements/signature.form.ts';
import {
	findSignature,
	previewSignatures,
	signAgreement,
	signAgreements
} from '#agreements/signature.server.ts';
import { mayEditFollowUp, mayWriteSignature } from '#people/may.ts';
import { readFilter } from '#ui/filter.ts';
import { notAllowed, notFound } from '../../../../errors.ts';
import { writeMany } from '../../bulk.ts';
import { write } from '../../write.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read, today, language } = locals;
	const person = locals.person!;
	const { id: person_id, municipality_code } = person;
	const id = readAgreementId(params.id) ?? notFound();
	const filter = readFilter(signatureFilter, url.searchParams);
	// Names, numbers and notes of everyone: the list is KOMBIT's tool.
	if (filter.vis === 'ringeliste' && municipality_code) notAllowed();
	const { historik = null } = readFilter(historyFilter, url.searchParams);
	const [agreement, places, signatures, calls, history] = await Promise.all([
		read(findAgreement, id, today),
		read(listPlaces, { today, person_id }),
		read(listSignatures, id, { today, reader: { municipality_code }, filter }),
		filter.vis === 'ringeliste' ? read(listCalls, id, { today, filter }) : null,
		filter.vis === 'ringeliste'
			? null
			: read(listHistory, { agreement_id: id }, { before: historik, reader: municipality_code })
	]);
	const { asking_id, project_id } = agreement;
	const ended = agreement.ended_on !== null && agreement.ended_on <= today;
	const writable = signatures
		.filter(({ code, standing }) => standing && !ended && mayWriteSignature(person, { project_id }, code))
		.map(({ code }) => code);
	const code = filter.ret && asking_id && writable.includes(filter.ret) ? filter.ret : null;
	const [editing, notes] = await Promise.all([
		code && !calls
			? read(findSignature, { agreement_id: id, version_id: filter.udgave ?? asking_id!, code, today })
			: null,
		code && calls ? read(listFollowUps, { version_id: asking_id!, code, today }) : null
	]);
	return {
		title: calls ? agreementText[language].calls_title(agreement.title) : agreement.title,
		agreement,
		places,
		filter,
		calls,
		history,
		signatures: arrangeSignatures(signatures, { filter, municipality_code }),
		writable,
		editing,
		notes: notes && {
			municipality: signatures.find((row) => row.code === code)!,
			list: notes,
			own: notes
				.filter(({ person_id }) => mayEditFollowUp(person, { project_id, person_id }, code!))
				.map((note) => note.id)
		}
	};
};

const idOf = ({ params }: RequestEvent) => readAgreementId(params.id) ?? notFound();

export const actions: Actions = {
	/** Changes one municipality's signature. */
	underskrift: (event) =>
		write(event, signatureForm, { act: 'underskrift', anchor: 'underskrifter' }, (acting, change) =>
			signAgreement(event.locals.db, acting, idOf(event), change)
		),
	/** Brings the signatures ticked into one state. */
	masse: (event) =>
		writeMany(
			event,
			signaturesForm,
			{ act: 'masse', anchor: 'underskrifter' },
			{
				preview: (acting, change) => previewSignatures(event.locals.db, acting, idOf(event), change),
				work: (acting, change) => signAgreements(event.locals.db, acting, idOf(event), change)
			}
		),
	/** Notes a call, or changes a note. */
	notat: (event) =>
		write(event, followUpForm, { act: 'notat', anchor: 'underskrifter' }, (acting, change) =>
			noteFollowUp(event.locals.db, acting, idOf(event), change)
		),
	/** Takes a note away. */
	fjern: (event) =>
		write(event, followUpRemoval, { act: 'fjern', anchor: 'underskrifter' }, (acting, note) =>
			removeFollowUp(event.locals.db, acting, idOf(event), note)
		)
};
