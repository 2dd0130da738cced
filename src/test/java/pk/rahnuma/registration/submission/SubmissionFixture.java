package pk.rahnuma.registration.submission;

import java.time.Instant;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.script.FormQuestions;
import pk.rahnuma.shared.Reference;

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
        ApplicationRevisionService revisions = new ApplicationRevisionService(
                fixture.database.transactions(),
                fixture.applicationLock,
                fixture.documents,
                fixture.register,
                fixture.contents,
                fixture.recordFixture.transitions,
                forms,
                fixture.aims);
        this.submitFor = DomainFixture.inTransaction(
                fixture.database,
                new SubmitOrganisationApplicationAction(
                        submissions,
                        new OrganisationLineService(
                                fixture.applications,
                                fixture.contents,
                                revisions,
                                DecisionFixture.createApplicantTransitions(fixture)),
                        fixture.organisations,
                        fixture.access));
        this.supply = new SupplyInformationAction(revisions);
        this.change = new RequestChangeAction(revisions);
    }

    /// Submits an application for an organisation and returns its reference.
    ///
    /// @param organisation its code, or `new`
    public Reference submitForOrganisation(long person, String organisation, Map<String, Object> answers, Instant now) {
        SubmitOrganisationApplicationAction.Out out = DomainFixture.execute(
                submitFor, person, new SubmitOrganisationApplicationAction.In(organisation, answers), now);
        if (!out.accepted()) {
            throw new AssertionError(out);
        }
        return Reference.parseText(out.reference()).orElseThrow();
    }
}
