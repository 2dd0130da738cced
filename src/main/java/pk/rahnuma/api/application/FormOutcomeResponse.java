package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import pk.rahnuma.desk.FormOutcome;

/// State of a form after a request: a draft, or its end.
///
/// @param draft as it is now; missing when the form has ended
/// @param result code of the end, such as `received`, `duplicate` or `withdrawn`; missing while there is a draft, and
///     when another request has ended the form
/// @param accepted whether what was sent took effect; missing when nothing was sent
/// @param text what the desk says at the end, in the person's language
/// @param application that was submitted or concerned, as it is now; missing when there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "FormOutcome", example = "{\"draft\": " + DraftResponse.EXAMPLE + "}")
record FormOutcomeResponse(
        @Nullable DraftResponse draft,
        @Schema(example = "received") @Nullable String result,
        @Nullable Boolean accepted,

        @Schema(example = "Your application was received.") @Nullable
        String text,

        @Nullable ApplicationResponse application) {

    static FormOutcomeResponse fromOutcome(FormOutcome outcome) {
        return new FormOutcomeResponse(
                outcome.form() == null ? null : DraftResponse.fromForm(outcome.form(), outcome.check()),
                outcome.result(),
                outcome.accepted(),
                outcome.text(),
                outcome.application() == null ? null : ApplicationResponse.fromView(outcome.application()));
    }
}
