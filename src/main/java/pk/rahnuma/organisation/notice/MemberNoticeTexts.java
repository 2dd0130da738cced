package pk.rahnuma.organisation.notice;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// Texts of notices to members: `notices.member_<what>`, with a button to the script where they can act.
@Singleton
public class MemberNoticeTexts {

    private static final String ORGANISATIONS_SCRIPT = "my-organisations";

    private final ScriptLibrary library;

    protected MemberNoticeTexts(ScriptLibrary library) {
        this.library = library;
    }

    /// A notice as a message.
    ///
    /// @param role of the person now; empty when they are no longer a member
    protected Reply formatNotice(String language, String key, String organisation, String role) {
        String text = library.texts()
                .formatText(
                        language,
                        "notices." + key,
                        Map.of("whom", organisation, "role", library.texts().codesInWords(language, role)));
        List<List<ReplyButton>> buttons = library.findCurrent(ORGANISATIONS_SCRIPT) == null
                ? List.of()
                : List.of(List.of(new ReplyButton(
                        library.texts().formatText(language, ORGANISATIONS_SCRIPT + ".title"),
                        "!start=" + ORGANISATIONS_SCRIPT)));
        return NamedControls.renderNotice(library, language, text, buttons);
    }
}
