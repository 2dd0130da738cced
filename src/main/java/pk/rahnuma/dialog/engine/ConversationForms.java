package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.render.FormView;

/// Forms of a conversation.
///
/// @param forms of the running sessions, the active one first, and of the drafts, the newest first
/// @param check of the answers in question
/// @param language of the conversation
public record ConversationForms(List<FormView> forms, SessionEngine.FormCheck check, String language) {

    /// @param session id of its session; null means the first form
    public Optional<FormView> findForm(String session) {
        return forms.stream()
                .filter(form -> session == null || form.session().equals(session))
                .findFirst();
    }

    /// @param script name of its script
    public Optional<FormView> findByScript(String script) {
        return forms.stream().filter(form -> form.script().equals(script)).findFirst();
    }
}
