package pk.rahnuma.organisation;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.shared.ScriptNames;

/// Texts of notices to members: `notices.member_<what>`, with a button to the script where they can act.
@Singleton
public class MemberNoticeTexts {

    /// A request for admission that a notice is about.
    ///
    /// @param code of the person who asks
    /// @param name that they gave themselves
    /// @param role for which they ask
    public record AdmissionRequest(String code, String name, String role) {}

    private final ScriptLibrary library;

    protected MemberNoticeTexts(ScriptLibrary library) {
        this.library = library;
    }

    /// A notice as a message.
    ///
    /// @param role of the person now; empty when they are no longer a member
    /// @param request that the person is asked to decide, or null
    protected Reply formatNotice(
            String language, String key, String organisation, String role, @Nullable AdmissionRequest request) {
        String text = library.texts()
                .formatText(
                        language,
                        "notices." + key,
                        Map.of(
                                "whom",
                                organisation,
                                "role",
                                library.texts().codesInWords(language, role),
                                "name",
                                request == null ? "" : request.name(),
                                "asked",
                                request == null ? "" : library.texts().codesInWords(language, request.role())));
        List<List<ReplyButton>> buttons = new ArrayList<>();
        if (request != null) {
            buttons.add(decisionButtons(language, request));
        }
        if (library.findCurrent(ScriptNames.MY_ORGANISATIONS) != null) {
            buttons.add(List.of(new ReplyButton(
                    library.texts().formatText(language, ScriptNames.MY_ORGANISATIONS + ".title"),
                    CommandData.ofScript(ScriptNames.MY_ORGANISATIONS))));
        }
        return NamedControls.renderNotice(library, language, text, buttons);
    }

    private List<ReplyButton> decisionButtons(String language, AdmissionRequest request) {
        Script script = library.findCurrent(ScriptNames.ADMISSION);
        return script == null
                ? List.of()
                : Stream.of(DecideRequestAction.APPROVE, DecideRequestAction.DECLINE)
                        .map(decision -> new ReplyButton(
                                library.texts().formatText(language, ScriptNames.ADMISSION + ".links." + decision),
                                CommandData.ofLink(script.link() + "-" + decision + "-" + request.code())))
                        .toList();
    }
}
