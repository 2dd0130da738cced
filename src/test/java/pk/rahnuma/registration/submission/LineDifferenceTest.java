package pk.rahnuma.registration.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.LineContent;

class LineDifferenceTest {

    private static final Instant NOW = Instant.parse("2026-12-02T04:00:00Z");

    private final List<LineContent> known = new ArrayList<>();

    private static FormAnswers line(String site, String isp, String subscriber, String... addresses) {
        return new FormAnswers(
                Map.of("site", site, "isp", isp, "subscriber_id", subscriber, "addresses", List.of(addresses)));
    }

    private LineContent know(FormAnswers answers) {
        LineContent content = new LineContent(
                Line.ofRequest(
                        known.size() + 1L,
                        1,
                        known.size() + 1,
                        LineStatus.ACTIVE,
                        LineDeadline.startedAt(NOW, new WorkingCalendar(Set.of())),
                        NOW),
                answers,
                null);
        known.add(content);
        return content;
    }

    private LineDifference compare(FormAnswers... listed) {
        return LineDifference.compareLines(List.of(listed), known);
    }

    @Test
    void aLineIsTheSameWhateverItsCaseAndTheOrderOfItsAddresses() {
        LineContent lahore = know(line("Lahore, head office", "nayatel", "NTL-1", "39.1.1.1", "39.1.1.2"));
        LineDifference difference = compare(line("lahore,  Head Office", "nayatel", "ntl-1", "39.1.1.2", "39.1.1.1"));
        assertThat(difference.unchanged()).containsExactly(lahore);
        assertThat(difference.added().size()
                        + difference.changed().size()
                        + difference.missing().size())
                .isZero();
    }

    @Test
    void aRangeIsTheSameAsItsAddresses() {
        LineContent lahore = know(line("Lahore", "nayatel", "NTL-1", "39.1.1.2/31"));
        assertThat(compare(line("Lahore", "nayatel", "NTL-1", "39.1.1.3", "39.1.1.2"))
                        .unchanged())
                .containsExactly(lahore);
        assertThat(compare(line("Lahore", "nayatel", "NTL-9", "39.1.1.3")).changed())
                .extracting(LineDifference.ChangedLine::known)
                .containsExactly(lahore);
    }

    @Test
    void otherAddressesOfALineChangeIt() {
        LineContent lahore = know(line("Lahore", "nayatel", "NTL-1", "39.1.1.1"));
        FormAnswers wanted = line("Lahore", "nayatel", "NTL-1", "39.1.1.9");
        assertThat(compare(wanted).changed()).containsExactly(new LineDifference.ChangedLine(lahore, wanted));
    }

    @Test
    void aLineIsKnownByAnAddressAtItsPlaceWhenItsSubscriberIdIsAnother() {
        LineContent lahore = know(line("Lahore", "nayatel", "NTL-1", "39.1.1.1"));
        FormAnswers wanted = line("Lahore", "nayatel", "NTL-77", "39.1.1.1", "39.1.1.2");
        assertThat(compare(wanted).changed()).containsExactly(new LineDifference.ChangedLine(lahore, wanted));
    }

    @Test
    void aLineThatMovedIsKnownByItsSubscriberId() {
        LineContent lahore = know(line("Lahore", "nayatel", "NTL-1", "39.1.1.1"));
        FormAnswers wanted = line("Lahore DHA", "nayatel", "NTL-1", "39.1.1.8");
        assertThat(compare(wanted).changed()).containsExactly(new LineDifference.ChangedLine(lahore, wanted));
    }

    @Test
    void anAddressAloneDoesNotTurnOneLineIntoAnother() {
        LineContent lahore = know(line("Lahore", "nayatel", "NTL-1", "39.1.1.1"));
        FormAnswers multan = line("Multan", "nayatel", "NTL-2", "39.1.1.1");
        assertThat(compare(multan).added()).containsExactly(multan);
        assertThat(compare(multan).missing()).containsExactly(lahore);
    }

    @Test
    void aSecondLineOfAnotherProviderAtAPlaceIsNew() {
        LineContent lahore = know(line("Lahore", "nayatel", "NTL-1", "39.1.1.1"));
        FormAnswers second = line("Lahore", "ptcl", "021-1", "39.2.1.1");
        LineDifference difference = compare(second);
        assertThat(difference.added()).containsExactly(second);
        assertThat(difference.missing()).containsExactly(lahore);
        assertThat(difference.isOverlapping()).isFalse();
    }

    @Test
    void linesOfOneSubscriberAtSeveralPlacesAreNotMixedUp() {
        LineContent lahore = know(line("Lahore", "ptcl", "HQ-1", "39.1.1.1"));
        LineContent multan = know(line("Multan", "ptcl", "HQ-1", "39.1.1.2"));
        FormAnswers sialkot = line("Sialkot", "ptcl", "HQ-1", "39.1.1.3");
        LineDifference difference = compare(
                line("Multan", "ptcl", "HQ-1", "39.1.1.2"), sialkot, line("Lahore", "ptcl", "HQ-1", "39.1.1.1"));
        assertThat(difference.unchanged()).containsExactly(multan, lahore);
        assertThat(difference.added()).containsExactly(sialkot);
    }

    @Test
    void aListNamesAllThatStaysAndTheRestIsMissing() {
        know(line("Lahore", "nayatel", "NTL-1", "39.1.1.1"));
        LineContent quetta = know(line("Quetta", "ptcl", "081-5", "39.1.1.5"));
        LineDifference difference = compare(line("Lahore", "nayatel", "NTL-1", "39.1.1.1"));
        assertThat(difference.missing()).containsExactly(quetta);
        assertThat(difference.isOverlapping()).isTrue();
    }
}
