package pk.rahnuma.faq.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.shared.OperatingMode;

/// Problems of the answers are reported before any question: file, line and remedy.
class FaqReaderTest {

    @Test
    void answersThatAreRightAreRead() {
        assertThat(FaqFolderFixture.problemsOf(FaqFolderFixture.validFiles())).isEmpty();
        FaqCatalog answers = FaqFolderFixture.validCatalog();
        assertThat(answers.listTopics()).extracting(FaqTopic::name).containsExactly("fee", "time");
        assertThat(answers.findTopic("fee").asOf()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(answers.findTopic("time").certainty()).isEqualTo(Certainty.REPORTED);
        assertThat(answers.findTopic("fee").leadsTo()).isEqualTo("register");
        assertThat(answers.topicTexts("ur", "fee").source()).isEqualTo("PTA, 16 Nov 2024");
        assertThat(answers.topicTexts("en", "fee").formatAnswer(TestDesk.ofMode(OperatingMode.AUTHORITY)))
                .isEqualTo("About the fee, we say so.");
        assertThat(answers.topicTexts("en", "fee").formatAnswer(TestDesk.ASSISTANCE))
                .isEqualTo("About the fee, PTA says so.");
        assertThat(answers.heldOutQuestions())
                .hasSize(6)
                .contains(new HeldOutQuestion("en", null, "the weather in en"));
    }

    @Test
    void aFolderWithoutAnswersHasNone() {
        assertThat(FaqFolderFixture.problemsOf(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            topics.yaml     | topic: fee            | topic: Fee!           | answers/topics.yaml:1: `Fee!` is no name; use at most 32
            topics.yaml     | as_of: 2026-11-20     | as_of: 20-11-2026     | answers/topics.yaml:3: `20-11-2026` is no day; write it as
            topics.yaml     | review_by: 2027-02-20 | review_by: 2026-02-20 | answers/topics.yaml:4: `review_by` is not after `as_of`
            topics.yaml     | review_by: 2027-02-20 | reviewed: 2027-02-20  | answers/topics.yaml:1: the topic has no [review_by]; a topic needs
            topics.yaml     | see: [time]           | sea: [time]           | answers/topics.yaml:6: `sea` is unknown here; use one of
            topics.yaml     | leads_to: register    | leads_to: regster     | answers/topics.yaml:1: `fee` leads to `regster`, which is no script; use one of [register]
            topics.yaml     | leads_to: register    | courtesy: perhaps     | answers/topics.yaml:5: `courtesy` is neither true nor false; write true, or leave it out
            topics.yaml     | see: [time]           | see: [tyme]           | answers/topics.yaml:1: `fee` has [tyme] under `see`
            topics.yaml     | topic: time           | topic: fee            | answers/topics.yaml:8: the topic `fee` is there twice
            topics.yaml     | certainty: official   | certainty: sure       | answers/topics.yaml:7: `sure` is no certainty; use one of [official, reported, derived]
            topics.yaml     | certainty: official   | # as PTA says         | answers/en/before.yaml:2: `fee` has a source, but no certainty; write `source` in each language and
            ur/before.yaml  | source: "PTA, 16 Nov 2024" | # none           | answers/ur/before.yaml:2: `fee` has a certainty, but no source
            en/before.yaml  | fee:                  | fees:                 | answers/en/before.yaml:2: `fees` is no topic of this group
            en/before.yaml  | fee:                  | fees:                 | answers/en/before.yaml: the topic `fee` is missing; write it in every language
            ur/before.yaml  | answer:               | anser:                | answers/ur/before.yaml:2: `fee` has no [answer]
            ur/before.yaml  | title: "The fee"      | title: "The fee, and all that you may have to pay besides"    | answers/ur/before.yaml:2: this has 49 characters; write 1 to 40
            ur/before.yaml  | title: "The fee"      | title: "The time"     | `fee` has this title too
            en/before.yaml  | {mode, select         | {city, select         | answers/en/before.yaml:3: the answer uses [city]; use only [mode, operator_name, run_by]
            en/before.yaml  | other {PTA says}}     | other {PTA says}      | answers/en/before.yaml:3: the answer is no ICU message
            en/before.yaml  | - "vpn price"         | - "vpn duration"      | `vpn duration` is already under `fee`; keep one of them
            en/before.yaml  | - "price"             | - "VPN price!"         | answers/en/before.yaml:6: there are 11 questions under `ask`; write at least 12
            aside/en.tsv    | money?                | What does it cost?    | answers/aside/en.tsv:2: this question is also under `ask`
            aside/en.tsv    | fee                   | fees                  | answers/aside/en.tsv:2: this is no topic and question
            """)
    void aMistakeIsReportedWithPlaceAndRemedy(String file, String right, String wrong, String said) {
        Map<String, String> files = FaqFolderFixture.validFiles();
        String text = files.get(file);
        assertThat(text).contains(right);
        int at = text.indexOf(right);
        files.put(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
        assertThat(FaqFolderFixture.problemsOf(files))
                .anySatisfy(problem -> assertThat(problem).contains(said));
    }

    @Test
    void aSynonymGroupMissingInOneLanguageIsReported() {
        Map<String, String> files = FaqFolderFixture.validFiles();
        files.remove("ur-Latn/before.yaml");
        assertThat(FaqFolderFixture.problemsOf(files))
                .containsExactly("answers/ur-Latn/before.yaml: the answers of the group `before` are missing;"
                        + " write them in every language");
    }

    @Test
    void wordsThatComeToTheSameAreFewWords() {
        Map<String, String> files = FaqFolderFixture.validFiles();
        files.put("words.yaml", "money: [fee, \"one two three four five\"]\n");
        assertThat(FaqFolderFixture.problemsOf(files))
                .containsExactly("answers/words.yaml:1: `one two three four five` has 5 words; write 1 to 4");
    }
}
