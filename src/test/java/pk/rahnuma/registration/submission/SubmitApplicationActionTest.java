package pk.rahnuma.registration.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.ask;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.persistence.OperatingMode;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decision.ApplicationDecisionService;

@OnEachDatabase
class SubmitApplicationActionTest {

    private final DomainFixture rooms;
    private final long ayesha;
    private final long bilal;

    SubmitApplicationActionTest(TestDatabase database) {
        this.rooms = new DomainFixture(database);
        this.ayesha = rooms.person("en");
        this.bilal = rooms.person("ur");
    }

    @Test
    void anApplicationGetsAReferenceAndATarget() {
        SubmitApplicationAction.Out out = submit(ayesha, "s1", answers("39.32.1.1"));
        assertThat(out.accepted()).isTrue();
        assertThat(out.problem()).isEmpty();
        assertThat(out.reference()).matches("[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{2}");
        assertThat(out.due()).isEqualTo(rooms.calendar.after(MONDAY, Duration.ofHours(10)));
    }

    @Test
    void theSameSessionSendsOnce() {
        SubmitApplicationAction.Out first = submit(ayesha, "s1", answers("39.32.1.2"));
        assertThat(submit(ayesha, "s1", answers("39.32.1.2"))).isEqualTo(first);
        assertThat(rooms.applications.newest(List.of(ayesha), 10).get(ayesha).count())
                .isEqualTo(1);
        // Sessions are numbered in each conversation: another's of the same name is another.
        assertThat(submit(bilal, "s1", answers("39.32.1.3")).reference()).isNotEqualTo(first.reference());
    }

    @Test
    void aBatchMayHoldTheSameSessionAndTheSameAddressTwice() {
        var requests = List.of(
                ask(ayesha, "s1", new SubmitApplicationAction.In(answers("39.32.2.1")), MONDAY),
                ask(ayesha, "s1", new SubmitApplicationAction.In(answers("39.32.2.1")), MONDAY),
                ask(ayesha, "s2", new SubmitApplicationAction.In(answers("39.32.2.1")), MONDAY),
                ask(bilal, "s1", new SubmitApplicationAction.In(answers("39.32.2.2")), MONDAY));
        List<SubmitApplicationAction.Out> outs = rooms.incoming.submit.run(requests);
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
        ApplicationDecisionService decisions = rooms.decisions(OperatingMode.ASSISTANCE);
        decisions.wish(
                ayesha, Reference.read(first.reference()).orElseThrow(), ApplicationTransition.WITHDRAW, null, MONDAY);
        assertThat(submit(ayesha, "s2", answers("39.32.4.1")).accepted()).isTrue();
    }

    @Test
    void anAddressInSomebodyElsesApplicationIsNotToldToTheApplicantAndShowsToStaff() {
        SubmitApplicationAction.Out mine = submit(ayesha, "s1", answers("39.32.5.1"));
        SubmitApplicationAction.Out other = submit(bilal, "s1", answers("39.32.5.1"));
        assertThat(other.accepted()).isTrue();
        Application application = rooms.applications
                .find(Reference.read(other.reference()).orElseThrow())
                .orElseThrow();
        assertThat(rooms.register.elsewhere(application.id(), List.of(new byte[] {39, 32, 5, 1})))
                .extracting(entry -> entry.reference().grouped())
                .containsExactly(mine.reference());
    }

    @Test
    void addressesOfSixteenBytesAreKeptBesideThoseOfFour() {
        submit(ayesha, "s1", answers("2400:adc0::1"));
        assertThat(submit(ayesha, "s2", answers("2400:adc0:0::1")).problem()).isEqualTo("duplicate");
        // The first four bytes of the longer one.
        assertThat(rooms.register.elsewhere(0, List.of(new byte[] {0x24, 0, (byte) 0xad, (byte) 0xc0})))
                .isEmpty();
    }

    @Test
    void withoutTheNumbersThatProveLaterWhoAsksNothingIsKept() {
        Map<String, Object> answers = answers("39.32.6.1");
        answers.remove("id_number");
        assertThat(submit(ayesha, "s1", answers))
                .isEqualTo(new SubmitApplicationAction.Out(false, "incomplete", "", null));
        assertThat(rooms.applications.newest(List.of(ayesha), 10)).isEmpty();
    }

    @Test
    void whatWasAnsweredLiesSealedAndComesBackAsItWas() {
        Map<String, Object> answers = answers("39.32.7.1");
        answers.put("pseb_number", "");
        Reference reference = rooms.submitted(ayesha, answers, MONDAY);
        Application application = rooms.applications.find(reference).orElseThrow();
        byte[] sealed = rooms.tables.sealed(application.id());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Ayesha", "3520112345671");
        assertThat(rooms.tables.open(application, sealed).values()).isEqualTo(answers);
        assertThat(application.script()).isEqualTo("register-individual");
        assertThat(application.flow()).isEqualTo("flow");
    }

    @Test
    void theHistoryAndTheAuditLogBeginWithTheSubmission() {
        Application application = rooms.applications
                .find(rooms.submitted(ayesha, answers("39.32.8.1"), MONDAY))
                .orElseThrow();
        assertThat(rooms.history.of(application))
                .containsExactly(new ApplicationEvent(
                        1, null, ApplicationStatus.SUBMITTED, "applicant", List.of(), null, MONDAY));
        assertThat(AuditChainFixture.faults(rooms.audit, application.id())).isEmpty();
    }

    private SubmitApplicationAction.Out submit(long person, String session, Map<String, Object> answers) {
        return rooms.incoming
                .submit
                .run(List.of(ask(person, session, new SubmitApplicationAction.In(answers), MONDAY)))
                .getFirst();
    }
}
