import { Router } from 'express';
import { SamplePeople } from './people';
import { PROVIDER_ID } from './provider';
import { OwnPage } from './session';

/** Whom one can be, for the sign-in page: nobody is signed in there yet. */
export function createPeopleRouter(
  people: SamplePeople,
  ownPage: OwnPage,
): Router {
  const router = Router();
  router.get(`/${PROVIDER_ID}/people`, (req, res, next) => {
    Promise.resolve()
      .then(async () => {
        ownPage.require(req);
        res.json({ people: await people.list() });
      })
      .catch(next);
  });
  return router;
}
