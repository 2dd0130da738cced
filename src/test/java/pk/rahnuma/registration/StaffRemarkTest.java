package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.script.FieldTypeRegistry;
import pk.rahnuma.shared.MessageBundle;

/// Remarks for staff, in their languages.
class StaffRemarkTest {

    private static final Pattern REFUSAL =
            Pattern.compile("(?:new RuleViolationException\\(\\s*|message = |String INCOMPLETE = )\"([a-z_]+)\"");
    private static final Pattern FOUND = Pattern.compile("[. ]ofFinding\\(\\s*\"([a-z_]+)\"");
    private static final Pattern WHOLE = Pattern.compile("\"((?:refusal|finding)\\.[a-z_]*[a-z])\"");
    private static final Pattern URDU = Pattern.compile("[\\u0600-\\u06ff]");

    /// Field types that the checks read again.
    private static final List<String> READ = List.of("cnic", "phone", "email", "ntn", "secp", "strn", "ip");

    private final MessageBundle texts = StaffRemark.messageBundle();

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSameThingsPutIn() {
        assertThat(texts.textKeys("ur")).isEqualTo(texts.textKeys("en"));
        for (String key : texts.textKeys("en")) {
            assertThat(texts.argumentNames("ur", key)).as(key).isEqualTo(texts.argumentNames("en", key));
        }
    }

    @Test
    void everyTextIsSaidInBothLanguages() {
        for (String key : texts.textKeys("en")) {
            Map<String, Object> arguments = new HashMap<>();
            texts.argumentNames("en", key)
                    .forEach(name -> arguments.put(name, Set.of("count", "done").contains(name) ? 7 : "K7MP"));
            StaffRemark remark = new StaffRemark(key, arguments);
            assertThat(remark.formatIn("en", String::valueOf))
                    .as(key)
                    .isNotBlank()
                    .doesNotContain("{count");
            String urdu = remark.formatIn("ur", String::valueOf);
            if (!key.equals("refusal.undone_one")) {
                assertThat(urdu).as(key).containsPattern(URDU);
            }
            assertThat(urdu.replace("\u2068K7MP\u2069", "")).as(key).doesNotContain("K7MP");
        }
    }

    @Test
    void theDeskUsesExactlyTheRemarksThatExist() {
        Set<String> said = new TreeSet<>();
        sources().forEach(source -> {
            REFUSAL.matcher(source).results().forEach(found -> said.add("refusal." + found.group(1)));
            FOUND.matcher(source).results().forEach(found -> said.add("finding." + found.group(1)));
            WHOLE.matcher(source).results().forEach(found -> said.add(found.group(1)));
        });
        Set<String> others = Set.of(
                "finding.ntn_of_person",
                "finding.ntn_not_owners",
                "finding.shared_with_same",
                "finding.shared_with_other");
        Set<String> there = new TreeSet<>(texts.textKeys("en"));
        assertThat(there).containsAll(others).containsAll(said);
        there.removeIf(key -> key.startsWith("finding.format_"));
        there.removeAll(others);
        assertThat(said).containsAll(there).hasSizeGreaterThan(80);
    }

    @Test
    void everyWayInWhichAnAnswerIsNotOfItsTypeHasWords() {
        for (String type : READ) {
            for (String problem :
                    FieldTypeRegistry.findByName(type).problemCodes().keySet()) {
                assertThat(StaffRemark.ofFormatProblem(problem).key()).isEqualTo("finding.format_" + problem);
            }
        }
        assertThat(StaffRemark.ofFormatProblem("brand_new").formatIn("ur", String::valueOf))
                .contains("\u2068brand new\u2069");
    }

    @Test
    void commandsReadCodesAsTheyAreTypedAndUrduKeepsThemTogether() {
        StaffRemark remark = StaffRemark.ofKey(
                "refusal.act",
                "act",
                LineTransition.APPROVE,
                "status",
                LineStatus.ACTIVE,
                "expected",
                List.of(LineTransition.REVOKE));
        assertThat(remark).hasToString("approve is not possible in ACTIVE: expected revoke");
        assertThat(remark.formatIn("ur", code -> "لفظ"))
                .contains("\u2068لفظ\u2069")
                .doesNotContain("ACTIVE");
    }

    private static Stream<String> sources() {
        try {
            return Files.walk(Path.of("src", "main", "java"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(StaffRemarkTest::text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
