package pk.rahnuma.api.signin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import pk.rahnuma.person.signin.StartedSignIn;

/// A sign-in that waits for its code.
///
/// @param id of the sign-in; text, since JavaScript would round a long number
/// @param expires end of its validity
/// @param next what the app does next: `code`, ask the person for the six digits
record StartedSignInResponse(
        @Schema(example = "5381202912771940127") String id,
        Instant expires,

        @Schema(
                allowableValues = {"code"},
                example = "code")
        String next) {

    static StartedSignInResponse fromStarted(StartedSignIn started) {
        return new StartedSignInResponse(Long.toString(started.id()), started.expires(), "code");
    }
}
