package pk.rahnuma.registration.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class SubmitApplicationActionTest {

    private final DomainFixture fixture;
    private final long ayesha;
    private final long bilal;

    SubmitApplicationActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("ur");
    }

    @Test
    void anApplicationGetsAReferenceAndATarget() {
        SubmitApplicationAction.Out out = submit(ayesha, "s1", answers("39.32.1.1"));
        assertThat(out.accepted()).isTrue();
        assertThat(out.problem()).isEmpty();
        assertThat(out.reference()).matches("[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{2}");
        assertThat(out.due()).isEqualTo(fixture.calendar.addWorkingTime(MONDAY, Duration.ofHours(10)));
    }

    @Test
    void theSameSessionSendsOnce() {
        SubmitApplicationAction.Out first = submit(ayesha, "s1", answers("39.32.1.2"));
        assertThat(submit(ayesha, "s1", answers("39.32.1.2"))).isEqualTo(first);
        assertThat(fixture.applications
                        .findNewest(List.of(ayesha), 10)
                        .get(ayesha)
                        .count())
                .isEqualTo(1);
        // Sessions are numbered in each conversation: one of the same name in another conversation is another session.
        assertThat(submit(bilal, "s1", answers("39.32.1.3")).reference()).isNotEqualTo(first.reference());
    }

    @Test
    void aBatchMayHoldTheSameSessionAndTheSameAddressTwice() {
        var requests = List.of(
                createRequest(ayesha, "s1", new SubmitApplicationAction.In(answers("39.32.2.1")), MONDAY),
                createRequest(ayesha, "s1", new SubmitApplicationAction.In(answers("39.32.2.1")), MONDAY),
                createRequest(ayesha, "s2", new SubmitApplicationAction.In(answers("39.32.2.1")), MONDAY),
                createRequest(bilal, "s1", new SubmitApplicationAction.In(answers("39.32.2.2")), MONDAY));
        List<SubmitApplicationAction.Out> outs = fixture.submissionFixture.submit.executeAll(requests);
        assertThat(outs).extracting(SubmitApplicationAction.Out::accepted).containsExactly(true, true, false, true);
        assertThat(outs.get(1)).isEqualTo(outs.get(0));
        assertThat(outs.get(2).reference()).isEqualTo(outs.get(0).reference());
    }

    @Test
    void aSecondApplicationOfTheSamePersonForTheSameAddressIsADuplicate() {
        SubmitApplicationAction.Out first = submit(ayesha, "s1", answers("39.32.3.1", "39.32.3.2"));
        SubmitApplicationAction.Out second = submit(ayesha, "s2", answers("39.32.3.2"));
        assertThat(second).isEqualTo(new SubmitApplicationAction.Out(false, "duplicate", first.reference(), null));
        assertThat(submit(ayesha, "s3", answers("39.32.3.3")).accepted()).isTrue();
    }

    @Test
    void aSecondApplicationOfTheSamePersonForTheSameMobileNumberIsADuplicate() {
        SubmitApplicationAction.Out first = submit(ayesha, "s1", mobileAnswers("+923331234567"));
        assertThat(submit(ayesha, "s2", mobileAnswers("+923331234567")).reference())
                .isEqualTo(first.reference());
        assertThat(submit(ayesha, "s3", mobileAnswers("+923331234568")).accepted())
                .isTrue();
    }

    @Test
    void anEndedApplicationIsNoDuplicate() {
        SubmitApplicationAction.Out first = submit(ayesha, "s1", answers("39.32.4.1"));
        assertThat(DecisionFixture.applyAsApplicant(
                        fixture,
                        ayesha,
                        Reference.parseText(first.reference()).orElseThrow(),
                        LineTransition.WITHDRAW,
                        MONDAY))
                .isTrue();
        assertThat(submit(ayesha, "s2", answers("39.32.4.1")).accepted()).isTrue();
    }

    @Test
    void anAddressOfAnotherApplicationIsShownToStaffOnly() {
        SubmitApplicationAction.Out mine = submit(ayesha, "s1", answers("39.32.5.1"));
        SubmitApplicationAction.Out other = submit(bilal, "s1", answers("39.32.5.1"));
        assertThat(other.accepted()).isTrue();
        Application application = fixture.applications
                .findApplication(Reference.parseText(other.reference()).orElseThrow())
                .orElseThrow();
        assertThat(fixture.register.findOtherEntries(application.id(), List.of(new byte[] {39, 32, 5, 1})))
                .extracting(entry -> entry.reference().toGroupedText())
                .containsExactly(mine.reference());
    }

    @Test
    void addressesOfSixteenBytesAreKeptBesideThoseOfFour() {
        submit(ayesha, "s1", answers("2400:adc0::1"));
        assertThat(submit(ayesha, "s2", answers("2400:adc0:0::1")).problem()).isEqualTo("duplicate");
        // The first four bytes of the longer one.
        assertThat(fixture.register.findOtherEntries(0, List.of(new byte[] {0x24, 0, (byte) 0xad, (byte) 0xc0})))
                .isEmpty();
    }

    @Test
    void withoutTheNumbersThatProveLaterWhoAsksNothingIsKept() {
        Map<String, Object> answers = answers("39.32.6.1");
        answers.remove("id_number");
        assertThat(submit(ayesha, "s1", answers))
                .isEqualTo(new SubmitApplicationAction.Out(false, "incomplete", "", null));
        assertThat(fixture.applications.findNewest(List.of(ayesha), 10)).isEmpty();
    }

    @Test
    void answersAreStoredEncryptedAndReadUnchanged() {
        Map<String, Object> answers = answers("39.32.7.1");
        answers.put("pseb_number", "");
        Reference reference = fixture.submitApplication(ayesha, answers, MONDAY);
        Application application =
                fixture.applications.findApplication(reference).orElseThrow();
        byte[] sealed = fixture.recordFixture.sealed(application.id());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Ayesha", "3520112345671");
        assertThat(fixture.contents.readAnswers(application).values()).isEqualTo(answers);
        assertThat(application.script()).isEqualTo("register-individual");
        assertThat(application.flow()).isEqualTo("flow");
    }

    @Test
    void theHistoryAndTheAuditLogBeginWithTheSubmission() {
        Application application = fixture.applications
                .findApplication(fixture.submitApplication(ayesha, answers("39.32.8.1"), MONDAY))
                .orElseThrow();
        assertThat(fixture.history.findEvents(application))
                .containsExactly(new ApplicationEvent(
                        1, null, LineStatus.REQUESTED, Set.of(), "applicant", List.of(), null, MONDAY));
        assertThat(AuditChainFixture.faultsOf(fixture.audit, application.id())).isEmpty();
    }

    private SubmitApplicationAction.Out submit(long person, String session, Map<String, Object> answers) {
        return execute(
                fixture.submissionFixture.submit, person, session, new SubmitApplicationAction.In(answers), MONDAY);
    }
}
