package pk.rahnuma.endtoend;

import java.util.List;
import java.util.Map;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Reference;

/// Applications of an organisation without its form, which [CompanyRegistrationTest] fills.
public final class OrganisationApplicationFixture {

    private OrganisationApplicationFixture() {}

    /// Submits an application of a new organisation of this person.
    ///
    /// @param address unique to the application
    public static Reference submitApplication(TestServer server, long person, String address) {
        Map<String, Object> answers = DomainFixture.company("Alif Software", "", address);
        Action.Request<SubmitOrganisationApplicationAction.In> request = new Action.Request<>(
                person,
                "x" + address.hashCode(),
                "register-company",
                "flow",
                false,
                "en",
                server.now(),
                new SubmitOrganisationApplicationAction.In("new", answers));
        SubmitOrganisationApplicationAction.Out out = server.sql()
                .inTransaction(() -> server.getBean(SubmitOrganisationApplicationAction.class)
                        .executeAll(List.of(request))
                        .getFirst());
        return Reference.parseText(out.reference()).orElseThrow();
    }
}
