package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Several lines in one message, at the packaged form of a company.
class ItemRowsTest {

    private final CompanyFormConversation stage = new CompanyFormConversation();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Karachi office PTCL 021-998877 39.40.12.20; Lahore office Nayatel NTL-4411 58.65.130.7",
                "Karachi office with PTCL, ID 021-998877, IP 39.40.12.20; Lahore office with Nayatel, ID NTL-4411, IP 58.65.130.7",
                "Karachi office, PTCL, 021-998877, 39.40.12.20\nLahore office, Nayatel, NTL-4411, 58.65.130.7",
                "Karachi office PTCL 021-998877 39.40.12.20, Lahore office Nayatel NTL-4411 58.65.130.7",
                "site,isp,subscriber id,ip\nKarachi office,PTCL,021-998877,39.40.12.20\nLahore office,Nayatel,NTL-4411,58.65.130.7",
                "Site\tISP\tSubscriber\tIP\nKarachi office\tPTCL\t021-998877\t39.40.12.20\nLahore office\tNayatel\tNTL-4411\t58.65.130.7",
                "Site: Karachi office\nISP: PTCL\nSubscriber ID: 021-998877\nIP: 39.40.12.20\n\nSite: Lahore office\nISP: Nayatel\nSubscriber ID: NTL-4411\nIP: 58.65.130.7",
                "1) Karachi office - PTCL, sub id 021-998877, ip 39.40.12.20\n2) Lahore office - Nayatel, sub id NTL-4411, ip 58.65.130.7",
                "PTCL 021-998877 39.40.12.20 Karachi office\nNayatel NTL-4411 58.65.130.7 Lahore office",
                "Karachi office PTCL id 021-998877 ip 39.40.12.20 and Lahore office Nayatel id NTL-4411 ip 58.65.130.7",
                "Our Karachi office is with PTCL, customer number 021-998877, and the IP is 39.40.12.20. The Lahore office has Nayatel with 58.65.130.7 and the number NTL-4411.",
                "Our lines:\nKarachi office PTCL 021-998877 39.40.12.20\nLahore office Nayatel NTL-4411 58.65.130.7",
                "Two offices: Karachi office (PTCL, 021-998877, 39.40.12.20) and Lahore office (Nayatel, NTL-4411, 58.65.130.7)"
            })
    void eachRowIsALineAndTheListShowsItsAnswers(String text) {
        String reply = say(text);
        assertThat(line(1))
                .containsExactlyInAnyOrderEntriesOf(line("Karachi office", "ptcl", "021-998877", "39.40.12.20"));
        assertThat(line(2))
                .containsExactlyInAnyOrderEntriesOf(line("Lahore office", "nayatel", "NTL-4411", "58.65.130.7"));
        assertThat(reply)
                .contains("✓ Lines: 2", "1. Karachi office\n", "PTCL · •••-•••877 · 39.40.12.20")
                .contains("2. Lahore office\n", "Nayatel · •••-•411 · 58.65.130.7", "2 lines so far");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Peshawar hayatabad office, wateen, sub id 771-40098, 58.27.141.90 | Peshawar hayatabad office | wateen | 771-40098 | 58.27.141.90",
                "PTCL at Karachi head office, subscriber 021-998877, 39.40.12.20 and 39.40.12.21 | Karachi head office | ptcl | 021-998877 | 39.40.12.20 39.40.12.21",
                "Lahore, head office, Nayatel, NTL-4411, 58.65.130.7-9 | Lahore, head office | nayatel | NTL-4411 | 58.65.130.7-58.65.130.9",
            })
    void oneLineInASentenceIsTaken(String text, String site, String isp, String subscriber, String addresses) {
        assertThat(say(text)).contains("One line so far");
        assertThat(line(1)).containsExactlyInAnyOrderEntriesOf(line(site, isp, subscriber, addresses.split(" ")));
    }

    @Test
    void aMissingAnswerOfARowIsAskedBelowItsName() {
        String reply = say("Karachi office PTCL 021-998877 39.40.12.20\nLahore office NTL-4411 58.65.130.7");
        assertThat(reply).contains("✓ 1. Karachi office: PTCL · •••-•••877 · 39.40.12.20", "✓ 2. Lahore office: ");
        assertThat(reply.substring(reply.lastIndexOf("✓"))).contains("\n2. Lahore office\n");
        assertThat(say("Nayatel")).contains("2 lines so far");
    }

    @Test
    void anAddressThatCannotBeUsedIsNamedWithItsRowAndAskedAgain() {
        String reply = say("Karachi office PTCL 021-998877 10.0.0.1\nLahore office Nayatel NTL-4411 58.65.130.7");
        assertThat(reply).contains("Karachi office: 10.0.0.1 is an address inside");
        assertThat(line(1)).containsOnlyKeys("site", "isp", "subscriber_id");
        assertThat(say("39.40.12.20")).contains("2 lines so far");
    }

    @Test
    void anAddressOfAnotherLineIsNotTakenTwice() {
        String reply = say("Karachi office PTCL 021-998877 39.40.12.20\nLahore office Nayatel NTL-4411 39.40.12.20");
        assertThat(reply).contains("Lahore office: The address 39.40.12.20 belongs to another line");
        assertThat(line(2)).containsOnlyKeys("site", "isp", "subscriber_id");
    }

    @Test
    void moreLinesAreTakenAtTheList() {
        say("Karachi office PTCL 021-998877 39.40.12.20");
        assertThat(say("and Lahore office, Nayatel, NTL-4411, 58.65.130.7")).contains("2 lines so far");
        assertThat(line(2)).containsEntry("site", "Lahore office");
    }

    @Test
    void theLineInProgressKeepsItsAnswers() {
        say("Karachi office");
        say("Nayatel");
        say("Karachi office PTCL 021-998877 39.40.12.20\nKarachi office Nayatel NTL-4411 58.65.130.7");
        assertThat(line(1))
                .containsExactlyInAnyOrderEntriesOf(line("Karachi office", "nayatel", "NTL-4411", "58.65.130.7"));
        assertThat(line(2))
                .containsExactlyInAnyOrderEntriesOf(line("Karachi office", "ptcl", "021-998877", "39.40.12.20"));
    }

    @Test
    void twoOptionsInASentenceAreNotTwoLines() {
        say("Karachi office");
        assertThat(say("StormFiber or PTCL, not sure")).contains("Your internet company?");
        assertThat(line(1)).containsOnlyKeys("site");
        assertThat(line(2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PTCL, isp", "39.40.12.20, addresses"})
    void anotherAnswerThanTheNameIsTakenAndTheNameAskedAgain(String text, String question) {
        assertThat(say(text)).contains("✓ 1. …: " + text, "A line: where is it?");
        assertThat(line(1)).containsOnlyKeys(question);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lahore, head office", "Multan 2", "Building 114, Phase 6", "Karachi and Hyderabad office"})
    void aNameAloneIsTheAnswerToTheQuestion(String text) {
        say(text);
        assertThat(line(1)).containsExactlyEntriesOf(Map.of("site", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes add another", "haan ek aur", "ok, add another one please"})
    void anotherLineIsAddedByASentence(String text) {
        say("Karachi office PTCL 021-998877 39.40.12.20");
        assertThat(say(text)).contains("A line: where is it?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "that is all",
                "no, that is all",
                "nothing more",
                "no more lines",
                "bas itna hi",
                "that's all thanks"
            })
    void theListIsClosedByASentence(String text) {
        say("Karachi office PTCL 021-998877 39.40.12.20");
        assertThat(say(text)).contains("What is it for?");
    }

    private static Map<String, Object> line(String site, String isp, String subscriber, String... addresses) {
        return Map.of("site", site, "isp", isp, "subscriber_id", subscriber, "addresses", List.of(addresses));
    }

    private Map<String, Object> line(int item) {
        return stage.line(item);
    }

    private String say(String text) {
        return stage.say(text);
    }
}
