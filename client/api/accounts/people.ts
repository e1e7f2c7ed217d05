import type { PeopleAnswer } from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import { request } from '../request';

/** The accounts that share a place with the reader, by their names. */
export const readPeople = (): Promise<PeopleAnswer> => request(ROUTES.people);
