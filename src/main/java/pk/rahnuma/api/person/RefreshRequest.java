package pk.rahnuma.api.person;

import io.swagger.v3.oas.annotations.media.Schema;

/// Refresh token of a device.
@Schema(example = "{\"refresh\": \"rr_AAECAwQFBgcICQ…\"}")
record RefreshRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200, example = "rr_AAECAwQFBgcICQ…")
        String refresh) {}
