package pk.rahnuma.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import pk.rahnuma.person.signin.StartedSignIn;

/// A sign-in that waits for its code.
///
/// @param id of the sign-in; text, since JavaScript would round a long number
/// @param expires end of its validity
/// @param next what the app does next: `code`, ask the person for the six digits; `link`, open the link, and ask for
///     the digits that the bot shows there
/// @param link to the bot, for `telegram`
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = "{\"id\": \"5381202912771940127\", \"expires\": \"2026-11-30T08:10:00Z\", \"next\": \"code\"}")
record StartedSignInResponse(
        @Schema(example = "5381202912771940127") String id,
        Instant expires,

        @Schema(
                allowableValues = {"code", "link"},
                example = "code")
        String next,

        @Nullable @Schema(example = "https://t.me/RahnumaBot?start=signin-5381202912771940127")
        String link) {

    static StartedSignInResponse ofStarted(StartedSignIn started) {
        return new StartedSignInResponse(Long.toString(started.id()), started.expires(), "code", null);
    }

    static StartedSignInResponse withLink(StartedSignIn started, String link) {
        return new StartedSignInResponse(Long.toString(started.id()), started.expires(), "link", link);
    }
}
