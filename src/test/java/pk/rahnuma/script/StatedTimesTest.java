package pk.rahnuma.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Times that are stated to people have their source. Pakistan Today (22 Jan 2026) states 2–3 working days for IP
/// whitelisting alone; two to three days after the internet company has confirmed are those of PTA's notice in ABN
/// News.
class StatedTimesTest {

    private static final Pattern DAYS = Pattern.compile("2(?:–| se | سے )3 (\\S+)");

    private static final Map<String, List<String>> WORKING =
            Map.of("en", List.of("working"), "ur", List.of("دفتری"), "ur-Latn", List.of("working"));
    private static final Map<String, String> WHITELISTING =
            Map.of("en", "whitelisting", "ur", "وائٹ لسٹنگ", "ur-Latn", "whitelisting");
    private static final Map<String, String> NOTICE =
            Map.of("en", "ABN News (no date shown)", "ur", "اے بی این نیوز", "ur-Latn", "ABN News");
    private static final Pattern SENTENCE = Pattern.compile("[.۔;؛{}] ?");

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void workingDaysAreStatedForWhitelistingAlone(String language) throws IOException {
        int statements = 0;
        for (String line : lines(language)) {
            Matcher days = DAYS.matcher(line);
            while (days.find()) {
                boolean working = WORKING.get(language).contains(days.group(1));
                String sentence = sentence(line, days.start());
                assertThat(sentence.contains(WHITELISTING.get(language)))
                        .as(sentence)
                        .isEqualTo(working);
                statements++;
            }
        }
        assertThat(statements).isGreaterThan(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void daysAfterConfirmationNameTheNoticeThatStatesThem(String language) throws IOException {
        List<String> lines = lines(language);
        for (int i = 0; i < lines.size(); i++) {
            Matcher days = DAYS.matcher(lines.get(i));
            while (days.find()) {
                if (!WORKING.get(language).contains(days.group(1))) {
                    // A text names it itself, an answer in the line after it.
                    String source = lines.get(i + 1).strip();
                    assertThat(lines.get(i) + (source.startsWith("source:") ? source : ""))
                            .containsAnyOf(NOTICE.get(language), "ABN News, no date shown");
                }
            }
        }
    }

    private static String sentence(String line, int at) {
        int begin = 0;
        int end = line.length();
        Matcher stop = SENTENCE.matcher(line);
        while (stop.find()) {
            if (stop.start() < at) {
                begin = stop.end();
            } else {
                end = stop.start();
                break;
            }
        }
        return line.substring(begin, end);
    }

    private static List<String> lines(String language) throws IOException {
        try (Stream<Path> texts = Files.list(Path.of("bot-scripts/texts", language));
                Stream<Path> answers = Files.list(Path.of("bot-scripts/answers", language))) {
            List<String> lines = new ArrayList<>();
            for (Path file : Stream.concat(texts, answers).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }
}
