package pk.rahnuma.person;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.shared.ScriptNames;

/// Notices to a person who is about to be erased: `notices.erasure_soon` and `notices.erased`.
@Singleton
public class ErasureNoticeTexts {

    private final ScriptLibrary library;

    ErasureNoticeTexts(ScriptLibrary library) {
        this.library = library;
    }

    Reply formatReminder(String language, Instant due) {
        ReplyButton button = new ReplyButton(
                library.texts().formatText(language, ScriptNames.KEEP_DATA + ".title"),
                CommandData.ofScript(ScriptNames.KEEP_DATA));
        String text = library.texts().formatText(language, "notices.erasure_soon", Map.of("due", Date.from(due)));
        return new Reply(text, List.of(List.of(button)), null, Reply.DisplayMode.PLAIN);
    }

    Reply formatFarewell(String language) {
        return Reply.ofText(library.texts().formatText(language, "notices.erased"));
    }
}
