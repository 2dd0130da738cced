package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import pk.rahnuma.dialog.model.Reply;

/// State of a form after a request: a draft, or its end.
///
/// @param draft as it is now; missing when the form has ended
/// @param result code of the end, such as `received`, `duplicate` or `withdrawn`; missing while there is a draft, and
///     when another request has ended the form
/// @param accepted whether what was sent took effect; missing when nothing was sent
/// @param text what the desk says at the end, in the person's language
/// @param application that was submitted or concerned, as it is now; missing when there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = "{\"draft\": " + DraftResponse.EXAMPLE + "}")
public record FormOutcome(
        @Nullable DraftResponse draft,
        @Schema(example = "received") @Nullable String result,
        @Nullable Boolean accepted,

        @Schema(example = "Your application was received.") @Nullable
        String text,

        @Nullable ApplicationResponse application) {

    static FormOutcome ofDraft(DraftResponse draft) {
        return new FormOutcome(draft, null, null, null, null);
    }

    /// @param ending null when another request has ended the form
    static FormOutcome ofEnding(
            @Nullable Reply.FormEnding ending, String text, @Nullable ApplicationResponse application) {
        return new FormOutcome(
                null,
                ending == null ? null : ending.end(),
                ending == null ? null : ending.accepted(),
                text,
                application);
    }

    /// Outcome of a form that an earlier request has submitted.
    static FormOutcome ofApplication(ApplicationResponse application) {
        return new FormOutcome(null, null, true, null, application);
    }

    /// Without the draft of a form that the person began elsewhere.
    FormOutcome ofForms(Set<String> forms) {
        return draft == null || forms.contains(draft.form())
                ? this
                : new FormOutcome(null, result, accepted, text, application);
    }

    FormOutcome withApplication(@Nullable ApplicationResponse concerned) {
        return new FormOutcome(draft, result, accepted, text, concerned);
    }
}
