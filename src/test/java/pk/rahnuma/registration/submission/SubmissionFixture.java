package pk.rahnuma.registration.submission;

import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.script.FormQuestions;

/// Submissions of applicants, over a database, for tests.
public final class SubmissionFixture {

    public final SubmitApplicationAction submit;
    public final Action.Mutation<SubmitOrganisationApplicationAction.In, SubmitOrganisationApplicationAction.Out>
            submitFor;
    public final SupplyInformationAction supply;
    public final RequestChangeAction change;

    public SubmissionFixture(DomainFixture fixture, FormQuestions forms) {
        ApplicationSubmissionService submissions = new ApplicationSubmissionService(
                fixture.applications,
                fixture.register,
                fixture.contents,
                fixture.recordFixture.transitions,
                fixture.documents,
                fixture.calendar,
                fixture.aims);
        this.submit = new SubmitApplicationAction(submissions);
        this.submitFor = DomainFixture.inTransaction(
                fixture.database,
                new SubmitOrganisationApplicationAction(submissions, fixture.organisations, fixture.access));
        ApplicationRevisionService revisions = new ApplicationRevisionService(
                fixture.database.transactions(),
                fixture.applicationLock,
                fixture.documents,
                fixture.register,
                fixture.contents,
                fixture.recordFixture.transitions,
                forms,
                fixture.aims);
        this.supply = new SupplyInformationAction(revisions);
        this.change = new RequestChangeAction(revisions);
    }
}
