import { createHash } from 'node:crypto';
import { act, type Acting, lastChange, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import { mayRunMeetings } from '#people/may.ts';
import { notAllowed } from '../errors.ts';
import type { Logo, Organisation } from './deck.ts';
import { type LogoFault, readLogo } from './logo.ts';
import { DEFAULT_ORGANISATION } from './look.ts';
import type { SnapshotOrganisation } from './snapshot.ts';

/** Who presents, as it stands now. Version 0: nobody has said yet, and the slides look as Overblik does. */
export async function findOrganisation(db: Database): Promise<SnapshotOrganisation & { version: number }> {
	const row = await db
		.selectFrom('organisation')
		.select(['name', 'accent', 'font', 'logo', 'version'])
		.executeTakeFirst();
	return row ?? { ...DEFAULT_ORGANISATION, version: 0 };
}

/**
 * Says who presents, in the decks that are frozen from now on.
 * @param given `logo` is the fingerprint of a kept one
 * @throws Stale where it was changed meanwhile; Refused where there is no such logo; 403
 */
export async function changeOrganisation(
	db: Database,
	acting: Acting,
	{ version, ...given }: SnapshotOrganisation & { version: number }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, async (trx) => {
		if (given.logo !== null) {
			const kept = await trx
				.selectFrom('logo')
				.select('type')
				.where('fingerprint', '=', given.logo)
				.executeTakeFirst();
			if (!kept) throw new Refused({ logo: 'bad_choice' });
		}
		const done =
			version === 0
				? await trx
						.insertInto('organisation')
						.values(given)
						.onConflict((conflict) => conflict.doNothing())
						.returning('id')
						.executeTakeFirst()
				: await trx
						.updateTable('organisation')
						.set(given)
						.where('version', '=', version)
						.returning('id')
						.executeTakeFirst();
		if (done) return;
		const { version: now, ...theirs } = await findOrganisation(trx);
		const values = Object.fromEntries(Object.entries(theirs).map(([name, value]) => [name, value ?? '']));
		throw new Stale({ values, version: now, ...(await lastChange(trx, 'organisation', { id: 1 })) });
	});
}

/**
 * Keeps a picture, so that it can become the logo.
 * @returns its fingerprint, or why it cannot be one
 * @throws 403
 */
export async function keepLogo(
	db: Database,
	acting: Acting,
	bytes: Uint8Array
): Promise<{ fingerprint: string } | { fault: LogoFault }> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	const logo = readLogo(bytes);
	if ('fault' in logo) return logo;
	const { type, width, height } = logo;
	const fingerprint = createHash('sha256').update(bytes).digest('hex');
	await act(db, acting, (trx) =>
		trx
			.insertInto('logo')
			.values({ fingerprint, type, width, height, bytes: Buffer.from(bytes) })
			.onConflict((conflict) => conflict.doNothing())
			.execute()
	);
	return { fingerprint };
}

/** A kept picture by its fingerprint; null where there is none. */
export async function findLogo(db: Database, fingerprint: string) {
	const logo = await db
		.selectFrom('logo')
		.select(['type', 'width', 'height', 'bytes'])
		.where('fingerprint', '=', fingerprint)
		.executeTakeFirst();
	return logo ?? null;
}

/** Who presents, as a deck has it: with the logo itself. Of what was frozen without it, as it looked then. */
export async function readOrganisation(
	db: Database,
	frozen: SnapshotOrganisation | null
): Promise<Organisation> {
	if (!frozen) return DEFAULT_ORGANISATION;
	const kept = frozen.logo === null ? null : await findLogo(db, frozen.logo);
	const logo = kept && {
		type: kept.type as Logo['type'],
		width: kept.width,
		height: kept.height,
		base64: kept.bytes.toString('base64')
	};
	return { ...frozen, logo };
}
