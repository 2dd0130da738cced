package pk.rahnuma.api.person;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import pk.rahnuma.person.signin.SignInCaller;

/// Code of a sign-in.
///
/// @param code six digits, as typed
/// @param device name of the device, for the list of devices; without it the kind of the browser
@Schema(example = "{\"code\": \"048151\", \"device\": \"Ayesha's phone\"}")
record CodeRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 40, example = "048151")
        String code,

        @Nullable @Schema(maxLength = SignInCaller.MAX_DEVICE_LENGTH, example = "Ayesha's phone")
        String device) {}
