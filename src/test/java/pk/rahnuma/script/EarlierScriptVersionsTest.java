package pk.rahnuma.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// A session in the middle of a script continues after an upgrade: the scripts of 26 Nov 2026, as the table
/// `script_flow` stored them, work with the present texts and actions. A text that an earlier version uses keeps its
/// name and gets no new arguments: a text with another meaning gets another name.
class EarlierScriptVersionsTest {

    private static final Path VERSIONS = Path.of("src/test/resources/versions");
    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptFolderReader.readSources(null), ActionTypeRegistry.loadAll());

    static Stream<Path> versions() throws IOException {
        return Files.list(VERSIONS).filter(file -> file.toString().endsWith(".json"));
    }

    /// Words that are no label, at questions of eligibility that only the earlier version asks.
    @ParameterizedTest
    @CsvSource({
        "use, en, upwork, work",
        "use, ur-Latn, netflix, personal",
        "licensed, en, quixure, yes",
        "licensed, ur, لائسنس یافتہ, yes",
        "service, en, dialer, voip",
        "service, en, polycom, video",
        "who, en, software house, organisation",
        "who, ur-Latn, freelancer, alone"
    })
    void wordsOfAnEarlierQuestionAreUnderstood(String name, String language, String text, String value)
            throws IOException {
        Script earlier = LIBRARY.withVersions(Map.of("earlier", read(VERSIONS.resolve("eligibility.json"))))
                .findVersion("earlier");
        assertThat(LIBRARY.findCurrent("eligibility").named()).doesNotContainKey(name);
        Instant now = Instant.parse("2026-11-24T07:00:00Z");
        Journey journey = new Journey(
                earlier,
                Session.startNew("1", earlier.name(), "earlier", now),
                new EngineContext(now, language, "assistance", "telegram"));
        ScriptStep.Question question = (ScriptStep.Question) earlier.named().get(name);
        FieldContext context = new SessionTextRenderer(LIBRARY.texts(), journey).fieldContext(question, null);
        assertThat(question.type().interpretText(text, context))
                .isInstanceOfSatisfying(
                        FieldParseResult.Accepted.class,
                        found -> assertThat(found.value()).isEqualTo(value));
    }

    private static String read(Path version) throws IOException {
        return Files.readString(version).strip();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sessionsOfAnEarlierVersionCanGoOn(Path version) throws IOException {
        assertThat(LIBRARY.withVersions(Map.of("earlier", read(version))).unusableVersions())
                .isEmpty();
    }
}
