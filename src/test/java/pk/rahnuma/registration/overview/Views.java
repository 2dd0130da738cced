package pk.rahnuma.registration.overview;

import pk.rahnuma.people.Askers;
import pk.rahnuma.registration.Rooms;

/// What persons see of applications, over a database, for tests.
public final class Views {

    public final Mine mine;
    public final Own own;
    public final OfOrganisation ofOrganisation;
    public final LookUp lookUp;
    final Guesses guesses;

    public Views(Rooms rooms, Askers askers) {
        this.mine = new Mine(rooms.applications, rooms.access, rooms.organisations);
        this.own = new Own(
                rooms.applications,
                rooms.contents,
                rooms.tables.versions,
                rooms.history,
                rooms.access,
                rooms.organisations,
                rooms.tables.papers);
        this.ofOrganisation = new OfOrganisation(
                rooms.applications, rooms.register, rooms.contents, rooms.access, rooms.organisations);
        this.guesses = new Guesses(rooms.database.jdbi(), rooms.database.vault());
        this.lookUp = new LookUp(rooms.applications, askers, guesses, rooms.tables.proofs, rooms.access);
    }
}
