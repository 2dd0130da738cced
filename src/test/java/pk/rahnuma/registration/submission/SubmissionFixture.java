package pk.rahnuma.registration.submission;

import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.script.FormQuestions;

/// Submissions of applicants, over a database, for tests.
public final class SubmissionFixture {

    public final SubmitApplicationAction submit;
    public final SubmitOrganisationApplicationAction submitFor;
    public final SupplyInformationAction supply;
    public final RequestChangeAction change;

    public SubmissionFixture(DomainFixture rooms, FormQuestions forms) {
        ApplicationSubmissionService submissions = new ApplicationSubmissionService(
                rooms.applications,
                rooms.register,
                rooms.contents,
                rooms.recordFixture.transitions,
                rooms.documents,
                rooms.calendar);
        this.submit = new SubmitApplicationAction(submissions);
        this.submitFor = new SubmitOrganisationApplicationAction(submissions, rooms.organisations, rooms.access);
        ApplicationRevisionService revisions = new ApplicationRevisionService(
                rooms.database.jdbi(),
                rooms.persons,
                rooms.access,
                rooms.documents,
                rooms.applications,
                rooms.register,
                rooms.contents,
                rooms.recordFixture.transitions,
                forms);
        this.supply = new SupplyInformationAction(revisions);
        this.change = new RequestChangeAction(revisions);
    }
}
