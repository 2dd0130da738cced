package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class ShowApplicationActionTest {

    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    private final DomainFixture fixture;
    private final long ayesha;

    ShowApplicationActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("en");
    }

    @Test
    void withoutAReferenceItIsTheNewestAndOthersSeeNothing() {
        assertThat(own(ayesha, "").found()).isFalse();
        String first =
                fixture.submitApplication(ayesha, answers("39.41.1.1"), MONDAY).toGroupedText();
        String second =
                fixture.submitApplication(ayesha, answers("39.41.1.2"), TUESDAY).toGroupedText();
        assertThat(own(ayesha, "").reference()).isEqualTo(second);
        assertThat(own(ayesha, first).reference()).isEqualTo(first);
        assertThat(own(fixture.createPerson("en"), first)).isEqualTo(own(ayesha, "K7MP-4RTX-9X"));
        assertThat(own(fixture.createPerson("en"), first).found()).isFalse();
    }

    @Test
    void availableActionsFollowTheLifeCycle() {
        Reference reference = fixture.submitApplication(ayesha, answers("39.41.2.1"), MONDAY);
        assertThat(ways(reference)).containsExactly("change", "withdraw", "nothing");
        decide(
                reference,
                new ApplicationDecision(
                        LineTransition.ASK, List.of(DecisionReason.SUBSCRIBER_ID_MISMATCH), "As on the bill", null));
        assertThat(ways(reference)).containsExactly("answer", "withdraw", "nothing");
        ShowApplicationAction.Out asked = own(ayesha, reference.toGroupedText());
        assertThat(asked.asked()).containsExactly("subscriber_id");
        assertThat(asked.note()).isEqualTo("As on the bill");
        assertThat(asked.next()).isEqualTo("applicant");
        decide(reference, new ApplicationDecision(LineTransition.RECEIVE));
        decide(reference, DecisionFixture.rejection(DecisionReason.INCOMPLETE_FORM));
        assertThat(ways(reference)).containsExactly("look_again", "nothing");
        assertThat(own(ayesha, reference.toGroupedText(), MONDAY.plus(LineDeadline.REOPENING_PERIOD))
                        .ways())
                .containsExactly(new ShowApplicationAction.AvailableAction("nothing"));
    }

    @Test
    void aRegisteredLineIsShownWithWhatHasChangedSince() {
        Reference reference = fixture.submitApplication(ayesha, answers("39.41.3.1", "39.41.3.2"), MONDAY);
        registered(reference);
        ShowApplicationAction.Out out = own(ayesha, reference.toGroupedText());
        assertThat(ways(reference)).containsExactly("line_blocked", "change", "pause", "end", "nothing");
        assertThat(out.line()).isEqualTo("39.41.3.1, 39.41.3.2");
        assertThat(out.protocol()).isEqualTo("wireguard");
        assertThat(out.registered()).isEqualTo(MONDAY);
        assertThat(out.changed()).isNull();
        assertThat(line(ayesha, reference.toGroupedText(), "").checked())
                .isEqualTo("Line that does not work: 39.41.3.1, 39.41.3.2\n"
                        + "Our record at that time: registered, since 23 Nov 2026.");
        RequestChangeAction.In change =
                new RequestChangeAction.In(reference.toGroupedText(), "", "move", Map.of("ips", List.of("39.41.3.3")));
        fixture.submissionFixture.change.executeAll(List.of(createRequest(ayesha, change, MONDAY)));
        assertThat(ways(reference)).containsExactly("line_blocked", "take_back", "nothing");
        fixture.decide(reference, new ApplicationDecision(LineTransition.ACCEPT_CHANGE), TUESDAY);
        assertThat(own(ayesha, reference.toGroupedText()).changed()).isEqualTo(TUESDAY);
        assertThat(line(ayesha, reference.toGroupedText(), "").checked()).endsWith(", changed on 24 Nov 2026.");
    }

    @Test
    void aMobileNumberIsMaskedAndAnUnknownProtocolIsNone() {
        Map<String, Object> answers = mobileAnswers("+923217654399");
        answers.put("vpn_protocol", "dont_know");
        ShowApplicationAction.Out out =
                own(ayesha, fixture.submitApplication(ayesha, answers, MONDAY).toGroupedText());
        assertThat(out.line()).doesNotContain("7654").endsWith("99");
        assertThat(out.protocol()).isEmpty();
        assertThat(out.registered()).isNull();
    }

    @Test
    void aLineOfAnOrganisationIsNamedAlone() {
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "0000051");
        answers.put(
                "connections",
                List.of(
                        Map.of("site", "Lahore", "isp", "ptcl", "addresses", List.of("39.41.5.1", "39.41.5.2")),
                        Map.of("site", "Karachi", "isp", "My Cable", "addresses", List.of("39.41.5.3"))));
        SubmitOrganisationApplicationAction.Out sent = execute(
                fixture.submissionFixture.submitFor,
                ayesha,
                new SubmitOrganisationApplicationAction.In("", answers),
                MONDAY);
        ShowLineAction.Out second = line(ayesha, sent.reference(), "2");
        assertThat(second.count()).isEqualTo(2);
        assertThat(second.lines())
                .containsExactly(
                        new ShowLineAction.Line("1", "Lahore", "ptcl", "REQUESTED"),
                        new ShowLineAction.Line("2", "Karachi", "My Cable", "REQUESTED"));
        assertThat(second.line()).isEqualTo("39.41.5.3");
        assertThat(second.checked())
                .contains("not work: Karachi, My Cable: 39.41.5.3\n")
                .doesNotContain("39.41.5.1");
        for (String all : List.of("all", "", "0", "3", "-1")) {
            assertThat(line(ayesha, sent.reference(), all).line()).isEqualTo("39.41.5.1, 39.41.5.2, 39.41.5.3");
        }
        assertThat(line(fixture.createPerson("en"), sent.reference(), "2"))
                .isEqualTo(line(ayesha, "K7MP-4RTX-9X", "2"))
                .extracting(ShowLineAction.Out::found)
                .isEqualTo(false);
    }

    @Test
    void anIndividualHasOneLine() {
        Reference reference = fixture.submitApplication(ayesha, answers("39.41.6.1", "39.41.6.2"), MONDAY);
        ShowLineAction.Out out = line(ayesha, reference.toGroupedText(), "1");
        ShowApplicationAction.Out own = own(ayesha, reference.toGroupedText());
        assertThat(out)
                .isEqualTo(new ShowLineAction.Out(
                        true,
                        1,
                        List.of(),
                        "REQUESTED",
                        own.line(),
                        "",
                        "nayatel",
                        "•••-••345",
                        Stream.of("isp", "subscriber_id", "ips", "route")
                                .map(ShowLineAction.Part::new)
                                .toList(),
                        "wireguard",
                        null,
                        null,
                        out.checked()));
    }

    private ShowLineAction.Out line(long person, String reference, String line) {
        return execute(fixture.overviewFixture.line, person, new ShowLineAction.In(reference, "", line), TUESDAY);
    }

    @Test
    void manyAreAnsweredInTheirOrder() {
        long bilal = fixture.createPerson("en");
        String his =
                fixture.submitApplication(bilal, answers("39.41.4.1"), MONDAY).toGroupedText();
        String hers =
                fixture.submitApplication(ayesha, answers("39.41.4.2"), MONDAY).toGroupedText();
        assertThat(fixture.overviewFixture.own.executeAll(List.of(
                        createRequest(bilal, new ShowApplicationAction.In(""), MONDAY),
                        createRequest(ayesha, new ShowApplicationAction.In(his), MONDAY),
                        createRequest(ayesha, new ShowApplicationAction.In(hers), MONDAY),
                        createRequest(bilal, new ShowApplicationAction.In(his), MONDAY))))
                .extracting(ShowApplicationAction.Out::reference)
                .containsExactly(his, "", hers, his);
    }

    private void registered(Reference reference) {
        for (LineTransition move : List.of(LineTransition.VERIFY, LineTransition.CONFIRM)) {
            decide(reference, new ApplicationDecision(move));
        }
        decide(reference, DecisionFixture.approval("PTA-7"));
    }

    private void decide(Reference reference, ApplicationDecision decision) {
        fixture.decide(reference, decision);
    }

    private List<String> ways(Reference reference) {
        return own(ayesha, reference.toGroupedText(), MONDAY).ways().stream()
                .map(ShowApplicationAction.AvailableAction::code)
                .toList();
    }

    private ShowApplicationAction.Out own(long person, String reference) {
        return own(person, reference, TUESDAY);
    }

    private ShowApplicationAction.Out own(long person, String reference, Instant now) {
        return execute(fixture.overviewFixture.own, person, new ShowApplicationAction.In(reference), now);
    }
}
