package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.engine.SessionEnding;

/// State of a form after a request: a draft, or its end.
///
/// @param draft as it is now; missing when the form has ended
/// @param result code of the end, such as `received`, `duplicate` or `withdrawn`; missing while there is a draft, and
/// for
///     a repeated request
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

    /// @param ending null for a repeated request
    static FormOutcome ofEnding(
            @Nullable SessionEnding ending, String text, @Nullable ApplicationResponse application) {
        return new FormOutcome(
                null,
                ending == null ? null : ending.end(),
                ending == null ? null : findAcceptance(ending.results().values()),
                text,
                application);
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

    /// Actions report by `accepted` or `done` whether they took effect.
    private static Boolean findAcceptance(Collection<Map<String, Object>> results) {
        return results.stream()
                .flatMap(result -> Stream.of("accepted", "done").map(result::get))
                .filter(Objects::nonNull)
                .map(Boolean.TRUE::equals)
                .reduce(Boolean::logicalAnd)
                .orElse(null);
    }
}
