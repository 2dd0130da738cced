package pk.rahnuma.api.signin;

import io.swagger.v3.oas.annotations.media.Schema;

/// Code of a sign-in.
///
/// @param code six digits, as typed
@Schema(example = "{\"code\": \"048151\"}")
record CodeRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 40, example = "048151")
        String code) {}
