package pk.rahnuma.api.person;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import pk.rahnuma.person.IdentityAddress;

/// Request to begin a sign-in.
///
/// @param by `email`, `sms` or `telegram`
/// @param address e-mail address, or Pakistani mobile number in any notation; none for `telegram`
@Schema(example = "{\"by\": \"email\", \"address\": \"ayesha@example.pk\"}")
record StartSignInRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"email", "sms", "telegram"},
                example = "email")
        String by,

        @Nullable @Schema(maxLength = IdentityAddress.MAX_LENGTH, example = "ayesha@example.pk")
        String address) {}
