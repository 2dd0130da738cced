package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.script.ActionTypeRegistry;

/// The language of first messages, with the packaged texts.
class LanguageDetectorTest {

    private static final LanguageDetector DETECTOR = new LanguageDetector(
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll())
                    .texts());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | my registered vpn stopped working today",
                "en | how much does it cost",
                "en | I want to register my VPN",
                "ur-Latn | mera vpn band ho gaya hai",
                "ur-Latn | fees kitni hai bhai",
                "ur-Latn | VPN register karwana hai",
                "ur-Latn | registration kaise hogi",
                "ur-Latn | psl kon jeetega",
                "ur-Latn | aoa",
                "ur-Latn | salam bhai",
                "ur | میرا وی پی این بند ہو گیا ہے",
                "ur | VPN رجسٹر کیسے کروں",
                "ur | السلام علیکم"
            })
    void aFirstMessageTellsItsLanguage(String language, String text) {
        assertThat(DETECTOR.detectLanguage(text)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "VPN",
                "35202-1234567-1",
                "39.40.1.2",
                "?",
                "Привет",
                "x",
                "123",
                "register",
                "status",
                "menu",
                "vpn registration",
                "Cisco AnyConnect",
                "Jazz",
                "PTA"
            })
    void aTextWithoutWordsOfOneLanguageTellsNone(String text) {
        assertThat(DETECTOR.detectLanguage(text)).isEmpty();
    }

    @Test
    void aLongTextIsExaminedAtItsBeginningOnly() {
        assertThat(DETECTOR.detectLanguage("how much does it cost? " + "ہے".repeat(100_000)))
                .contains("ur");
    }

    /// Questions of other people, of which the texts have none.
    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void questionsOfPeopleTellTheirLanguage(String language) throws IOException {
        List<String> questions =
                Files.readAllLines(Path.of("bot-scripts", "answers", "aside", language + ".tsv")).stream()
                        .skip(1)
                        .map(line -> line.substring(line.indexOf('\t') + 1))
                        .toList();
        List<String> wrong = questions.stream()
                .filter(text -> DETECTOR.detectLanguage(text)
                        .filter(found -> !found.equals(language))
                        .isPresent())
                .toList();
        List<String> undecided = questions.stream()
                .filter(text -> DETECTOR.detectLanguage(text).isEmpty())
                .toList();
        assertThat(wrong.size()).as("%s", wrong).isLessThanOrEqualTo(questions.size() / 50);
        assertThat(undecided.size()).as("%s", undecided).isLessThanOrEqualTo(questions.size() / 20);
    }
}
