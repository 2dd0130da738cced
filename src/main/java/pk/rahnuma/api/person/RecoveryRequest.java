package pk.rahnuma.api.person;

import io.swagger.v3.oas.annotations.media.Schema;

/// Request to find a lost chat.
///
/// @param reference of an application, of ten symbols, with or without hyphens
/// @param proof the last six digits, or all, of the identity or mobile number in it
/// @param by `email` or `sms`: the address in the application to which the code goes
@Schema(example = "{\"reference\": \"K7MP-4RTX-9X\", \"proof\": \"345671\", \"by\": \"sms\"}")
record RecoveryRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "K7MP-4RTX-9X",
                maxLength = RecoveryController.MAX_TEXT_LENGTH)
        String reference,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "345671",
                maxLength = RecoveryController.MAX_TEXT_LENGTH)
        String proof,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"email", "sms"},
                example = "sms")
        String by) {}
