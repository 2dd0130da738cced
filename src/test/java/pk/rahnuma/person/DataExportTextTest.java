package pk.rahnuma.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.shared.Language;

/// The copy of one's data as text, with the packaged texts.
class DataExportTextTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern EXPORTED_NAME =
            Pattern.compile("(?:exported|one|all|export|said)\\.put\\(\\s*\"([a-z_]+)\"");
    /// Entries in the log of a person, which have a second word behind a point. Entries about staff, organisations and
    /// keys are in logs of their own.
    private static final Pattern LOGGED_CODE = Pattern.compile(
            "\"((?:consent|erasure|data|device|identity|chat|news|push|person|ticket|letter|application)\\.[a-z_-]+)\"");
    private static final Instant NOON = Instant.parse("2026-11-29T07:00:00Z");
    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    private static String write(String language, Map<String, Object> exported) {
        StringWriter text = new StringWriter();
        new DataExportText(LIBRARY).writeExport(language, exported, text);
        return text.toString();
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            ordered.put((String) pairs[i], pairs[i + 1]);
        }
        return ordered;
    }

    private static Map<String, Object> dataOfAPerson() {
        return ordered(
                "language",
                "ur-Latn",
                "identities",
                List.of(ordered("kind", "phone", "address", "+923001234567", "verified", NOON)),
                "signed_in",
                List.of(ordered("device", "", "since", NOON)),
                "log",
                List.of(
                        ordered("at", NOON, "who", "applicant", "what", "device.signed-in", "detail", "sms"),
                        ordered("at", NOON, "who", "staff", "what", "line.asked", "detail", "ask from REQUESTED")),
                "applications",
                List.of(ordered(
                        "script",
                        "register-individual",
                        "answers",
                        ordered(
                                "work_type",
                                "freelancer",
                                "id_front",
                                "317687093461718779",
                                "ntn",
                                null,
                                "ips",
                                List.of("39.1.1.1")),
                        "other_answers",
                        List.of(ordered("state", "OLD", "answers", ordered("work_type", "remote_employee"))))),
                "tickets",
                List.of(ordered("topic", "complaint", "status", "ticket_new")),
                "files",
                List.of(ordered("file", "317687093461718779", "name", "", "type", "image/jpeg", "bytes", 5)));
    }

    @Test
    void codesAreWordsAndAFileHasTheNameOfItsQuestion() {
        assertThat(write("en", dataOfAPerson()))
                .startsWith("Everything that is stored about you\nPhotos and documents are not in this text")
                .contains("Language: Roman Urdu")
                .contains("== Your e-mail addresses and numbers for signing in ==", "Kind: mobile number", "Proved: ")
                .contains("== Devices that are signed in ==")
                .contains("What: Device signed in\n   Detail: SMS")
                .contains("What: waiting for you\n")
                .contains(
                        "State: in force before",
                        "Work: Remote employee",
                        "Work: Freelancer",
                        "Card, front: File number 317687093461718779")
                .contains("IP addresses:\n         - 39.1.1.1", "Address: +923001234567")
                .contains("Subject: A complaint", "State: ")
                .contains("Answer to: Card, front\n   File number: 317687093461718779\n   Kind: picture (JPEG)")
                .doesNotContain("null", "Device: ", "Name: ", "REQUESTED", "ticket_new", "identities", "signed_in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ur", "ur-Latn"})
    void theCopyHasNoEnglishHeadingInOtherLanguages(String language) {
        assertThat(write(language, dataOfAPerson()))
                .doesNotContain(
                        "identities", "signed in ==", "Kind", "What:", "Subject", "complaint", "device.signed-in");
    }

    @Test
    void eachExportedPartHasANameInEachLanguage() {
        TreeSet<String> nameless = new TreeSet<>();
        sources()
                .filter(source -> source.contains("implements PersonalDataHandler")
                        || source.contains("Map<String, Object> toExport("))
                .forEach(source -> EXPORTED_NAME
                        .matcher(source)
                        .results()
                        .map(found -> "copy." + found.group(1))
                        .filter(key -> !LIBRARY.texts().hasText(key))
                        .forEach(nameless::add));
        assertThat(nameless).isEmpty();
    }

    @Test
    void eachCodeInTheLogOfAPersonHasWordsInEachLanguage() {
        TreeSet<String> wordless = new TreeSet<>();
        sources()
                .flatMap(source -> LOGGED_CODE.matcher(source).results())
                .map(found -> found.group(1))
                .filter(code -> !code.matches(".*\\.(css|js|yml|yaml|jte|erased)"))
                .filter(code -> Language.ALL.stream()
                        .anyMatch(language -> write(language, Map.of("log", List.of(Map.of("what", code))))
                                .contains(code)))
                .forEach(wordless::add);
        assertThat(wordless).isEmpty();
    }

    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(DataExportTextTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
