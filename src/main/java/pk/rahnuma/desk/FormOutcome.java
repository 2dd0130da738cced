package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import java.util.Set;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.registration.overview.ApplicationView;

/// State of a form after a request: the form, or its end.
///
/// @param form as it is now; null when it has ended
/// @param check of the answers of the request; null when there were none
/// @param result code of the end, such as `received`, `duplicate` or `withdrawn`; null while there is a form, and when
///     another request has ended it
/// @param accepted whether what was sent took effect; null when nothing was sent
/// @param text what the desk says at the end, in the person's language; null while there is a form
/// @param application that was submitted or concerned, as it is now; null when there is none
public record FormOutcome(
        @Nullable FormView form,
        @Nullable SessionEngine.FormCheck check,
        @Nullable String result,
        @Nullable Boolean accepted,
        @Nullable String text,
        @Nullable ApplicationView application) {

    static FormOutcome ofForm(FormView form, SessionEngine.@Nullable FormCheck check) {
        return new FormOutcome(form, check, null, null, null, null);
    }

    /// @param ending null when another request has ended the form
    static FormOutcome ofEnding(Reply.@Nullable FormEnding ending, String text, @Nullable ApplicationView application) {
        return new FormOutcome(
                null,
                null,
                ending == null ? null : ending.end(),
                ending == null ? null : ending.accepted(),
                text,
                application);
    }

    /// Outcome of a form that an earlier request has submitted.
    static FormOutcome ofApplication(ApplicationView application) {
        return new FormOutcome(null, null, null, true, null, application);
    }

    /// Without the form if the person began it elsewhere.
    FormOutcome ofScripts(Set<String> scripts) {
        return form == null || scripts.contains(form.script())
                ? this
                : new FormOutcome(null, null, result, accepted, text, application);
    }

    FormOutcome withApplication(@Nullable ApplicationView concerned) {
        return new FormOutcome(form, check, result, accepted, text, concerned);
    }
}
