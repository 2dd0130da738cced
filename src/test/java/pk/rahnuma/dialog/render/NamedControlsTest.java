package pk.rahnuma.dialog.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.shared.Language;

/// A control that a text names is below it.
class NamedControlsTest {

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    private static Stream<String> readLines(String folder, String language) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("bot-scripts", folder, language))) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines.stream();
    }

    private static List<ReplyButton> buttonsOf(Reply notice) {
        return notice.buttons().stream().flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"signed_in", "device_linked", "suspended"})
    void aNoticeThatNamesOurStaffHasTheButtonToThem(String notice) {
        for (String language : Language.ALL) {
            String label = LIBRARY.texts().formatText(language, "engine.button.human");
            String text = LIBRARY.texts()
                    .formatText(language, "notices." + notice, name -> name.equals("at") ? new Date(0) : "");
            assertThat(buttonsOf(NamedControls.renderNotice(LIBRARY, language, text, List.of())))
                    .as(language)
                    .containsExactly(new ReplyButton(label, "!human"));
        }
    }

    @Test
    void theNoticeOfAnErasureHasTheButtonThatCallsItOff() {
        for (String language : Language.ALL) {
            String text = LIBRARY.texts().formatText(language, "notices.erasure_asked", name -> new Date(0));
            assertThat(buttonsOf(NamedControls.renderNotice(LIBRARY, language, text, List.of())))
                    .as(language)
                    .extracting(ReplyButton::data)
                    .containsExactly("!start=keep-data");
        }
    }

    @Test
    void aButtonThatIsThereAlreadyIsNotAddedAndWordsToBeTypedAreNoControls() {
        ReplyButton own = new ReplyButton("Answer what was asked", "!link=answer-K7MP4RTX9X");
        Reply notice = NamedControls.renderNotice(
                LIBRARY,
                "en",
                "Tap “Answer what was asked” or “My registrations”; “status” works as before.",
                List.of(List.of(own)));
        assertThat(buttonsOf(notice))
                .containsExactly(new ReplyButton("My registrations", "!start=my-registrations"), own);
    }

    @Test
    void noTextNamesAControlByABeginningOfItsLabel() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String language : Language.ALL) {
            Map<String, String> labels = NamedControls.findLabels(LIBRARY, language);
            Stream.concat(readLines("texts", language), readLines("answers", language))
                    .flatMap(text -> NamedControls.QUOTED_LABEL.matcher(text).results())
                    .map(found -> found.group("label"))
                    // One word alone may be the label of an option.
                    .filter(named -> named.contains(" ")
                            && !labels.containsKey(named)
                            && labels.keySet().stream().anyMatch(label -> label.startsWith(named + " ")))
                    .forEach(named -> wrong.add(language + ": " + named));
        }
        assertThat(wrong).isEmpty();
    }
}
