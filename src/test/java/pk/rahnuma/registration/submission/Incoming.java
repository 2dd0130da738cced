package pk.rahnuma.registration.submission;

import pk.rahnuma.guidance.Forms;
import pk.rahnuma.registration.Rooms;

/// What applicants send, over a database, for tests.
public final class Incoming {

    public final Submit submit;
    public final SubmitFor submitFor;
    public final Supply supply;
    public final Change change;

    public Incoming(Rooms rooms, Forms forms) {
        Submissions submissions = new Submissions(
                rooms.applications,
                rooms.register,
                rooms.contents,
                rooms.tables.moves,
                rooms.documents,
                rooms.calendar);
        this.submit = new Submit(submissions);
        this.submitFor = new SubmitFor(submissions, rooms.organisations, rooms.access);
        Revisions revisions = new Revisions(
                rooms.database.jdbi(),
                rooms.persons,
                rooms.access,
                rooms.documents,
                rooms.applications,
                rooms.register,
                rooms.contents,
                rooms.tables.moves,
                forms);
        this.supply = new Supply(revisions);
        this.change = new Change(revisions);
    }
}
